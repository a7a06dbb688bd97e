/** What somebody may have meant who typed what there is not. */
import { nearestWords } from '@rolecall/shared/model/similar.js'
import { didYouMean } from '@rolecall/shared/model/wording.js'
import type { Verb } from './verb.js'

export const nearestVerb = (name: string, verbs: readonly Verb[]): string => {
  const names = verbs.map((verb) => verb.name)
  const near = nearestWords(name, [...names, 'help', '--version', '--help'], 1)
  return didYouMean(near, `There are ${names.join(', ')}; \`rolecall help\` explains them.`)
}

/** `message`: parseArgs' own, which names the option. */
export const nearestOption = (message: string, { name, options }: Verb): string => {
  const unknown = /^Unknown option '(-[^']*)'/.exec(message)?.[1]
  const known = Object.keys(options).map((option) => `--${option}`)
  const near = unknown === undefined ? [] : nearestWords(unknown, known, 1)
  return didYouMean(near, `\`rolecall help ${name}\` tells the options.`)
}
