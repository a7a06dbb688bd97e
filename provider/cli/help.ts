/** What `rolecall help` says. The reference page is made from the same. */
import { namesOf } from '@rolecall/shared/model/wording.js'
import { platforms } from '@rolecall/shared/platforms/registry.js'
import type { Option, Verb } from './verb.js'

/** How headings, and what one types, look. */
export type Style = { readonly heading: (text: string) => string; readonly typed: (text: string) => string }

const paint = (code: number) => (text: string) => `\u001b[${code}m${text}\u001b[39m\u001b[22m`

const same = (text: string): string => text

export const plainStyle: Style = { heading: same, typed: same }

export const colours: Style = { heading: paint(1), typed: paint(36) }

export const tagline = `Roles as code for ${namesOf(platforms.map(({ title }) => title))}.`

/** For what is asked of the command itself. */
export const commonRows: readonly (readonly [string, string])[] = [
  ['help [VERB]', 'what there is, or what a verb takes; VERB --help says the same'],
  ['--version', 'the version'],
]

export const optionName = (name: string, { value }: Option): string => `--${name}${value ? ` ${value}` : ''}`

const maximumWidth = 100

const wrap = (text: string, width: number): readonly string[] => {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}

/** A column of what one types, and one of what it is for. */
const table = (rows: readonly (readonly [string, string])[], { typed }: Style): readonly string[] => {
  const width = Math.max(0, ...rows.map(([term]) => term.length)) + 2
  return rows.flatMap(([term, text]) =>
    wrap(text, maximumWidth - width - 2).map((line, index) =>
      index === 0 ? `  ${typed(term)}${' '.repeat(width - term.length)}${line}` : `${' '.repeat(width + 2)}${line}`,
    ),
  )
}

const section = (title: string, rows: readonly (readonly [string, string])[], style: Style): readonly string[] =>
  rows.length === 0 ? [] : ['', style.heading(title), ...table(rows, style)]

const written = (lines: readonly string[]): string => `${lines.join('\n')}\n`

export const usageOf = ({ name, synopsis, options }: Verb): string =>
  ['rolecall', name, synopsis, Object.keys(options).length > 0 && '[OPTIONS]'].filter(Boolean).join(' ')

export const help = (verbs: readonly Verb[], style: Style): string =>
  written([
    tagline,
    '',
    `${style.heading('Usage')}  ${style.typed('rolecall VERB [OPTIONS]')}`,
    ...section(
      'Verbs',
      verbs.map(({ name, synopsis, summary }) => [`${name} ${synopsis}`.trimEnd(), summary]),
      style,
    ),
    ...section('Also', commonRows, style),
  ])

export const verbHelp = (verb: Verb, style: Style): string => {
  const options = Object.entries(verb.options).map(([name, option]) => [optionName(name, option), option.text] as const)
  return written([
    verb.summary,
    '',
    `${style.heading('Usage')}  ${style.typed(usageOf(verb))}`,
    ...section('Arguments', verb.arguments, style),
    ...section('Options', options, style),
    ...verb.notes.flatMap((note) => ['', ...wrap(note, maximumWidth)]),
  ])
}
