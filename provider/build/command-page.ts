/** The reference of the `rolecall` command, made from what its help is made of. */
import { commonRows, optionName, tagline, usageOf } from '../cli/help.js'
import type { Verb } from '../cli/verb.js'
import { verbs } from '../cli/verbs.js'

type Rows = readonly (readonly [typed: string, text: string])[]

/** Bars would end a cell, and angle brackets begin a tag. */
const cell = (text: string): string => text.replace(/[|<]/g, String.raw`\$&`)

const table = (title: string, rows: Rows): readonly string[] =>
  rows.length === 0
    ? []
    : [`| ${title} | |`, '|---|---|', ...rows.map(([typed, text]) => `| \`${typed}\` | ${cell(text)} |`), '']

const verbSection = (verb: Verb): readonly string[] => [
  `## rolecall ${verb.name}`,
  '',
  verb.summary,
  '',
  `\`${usageOf(verb)}\``,
  '',
  ...table('argument', verb.arguments),
  ...table(
    'option',
    Object.entries(verb.options).map(([name, option]) => [optionName(name, option), option.text]),
  ),
  ...verb.notes.flatMap((note) => [note, '']),
]

export const commandPage = {
  path: 'guides/command.md',
  text: [
    '# The rolecall command',
    '',
    `${tagline} \`rolecall help\` says the same, for the version that is installed.`,
    '',
    ...table(
      'command',
      commonRows.map(([typed, text]) => [`rolecall ${typed}`, text]),
    ),
    ...verbs.flatMap(verbSection),
    'Every verb exits with 2 where it could not run, and says why on standard error.',
    '',
  ].join('\n'),
}
