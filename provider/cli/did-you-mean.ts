/** What somebody may have meant who typed what there is not. */
import { nearestWords } from '@rolecall/shared/model/similar.js'
import { didYouMean } from '@rolecall/shared/model/wording.js'
import type { Verb } from './verb.js'

/** What is near the name of a verb, the ways to ask for help among it. */
export const nearestVerb = (name: string, verbs: readonly Verb[]): readonly string[] =>
  nearestWords(name, [...verbs.map((verb) => verb.name), 'help', '--version', '--help'], 1)

export const unknownVerb = (name: string, verbs: readonly Verb[]): string => {
  const all = `There are ${verbs.map((verb) => verb.name).join(', ')}; \`rolecall help\` explains them.`
  return `there is no verb ${JSON.stringify(name)}. ${didYouMean(nearestVerb(name, verbs), all)}`
}

/** `message`: parseArgs' own, which names the option. */
export const nearestOption = (message: string, { name, options }: Verb): string => {
  const unknown = /^Unknown option '(-[^']*)'/.exec(message)?.[1]
  const known = Object.keys(options).map((option) => `--${option}`)
  const near = unknown === undefined ? [] : nearestWords(unknown, known, 1)
  return didYouMean(near, `\`rolecall help ${name}\` lists the options.`)
}
