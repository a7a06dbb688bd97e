import { randomBytes } from 'node:crypto'
import type { RoleDocument } from '@rolecall/shared/documents/document.js'
import type { MatrixEntry } from '@rolecall/shared/report/matrix.js'
import { buildMatrices } from '@rolecall/shared/report/matrix.js'
import { matrixPage } from '@rolecall/shared/report/page.js'
import { isTypescript } from '@rolecall/shared/text/language.js'
import { createNamedFiles } from './files/named-files.js'
import { createFileReader, readTarget, shownPath } from './files/read.js'
import { isReplaced } from './files/replaced.js'
import type { FileRules } from './files/rules-finder.js'
import { createRulesFinder, trustOption } from './files/rules-finder.js'
import { findTargets } from './files/targets.js'
import { writeWhole } from './files/write.js'
import type { ExitCode, Terminal, Values, Verb } from './verb.js'
import { UsageError } from './verb.js'

const entriesOf = (document: RoleDocument, path: string): readonly MatrixEntry[] =>
  document.roles.flatMap(({ role, type, partial }) => (type ? [{ role, type, file: shownPath(path), partial }] : []))

type Found = {
  readonly entries: readonly MatrixEntry[]
  readonly rules: FileRules | null
  readonly files: number
}

/** The rules of the first file rate all roles, since one page has one legend. */
const readRoles = async (args: readonly string[], trust: boolean): Promise<Found> => {
  const targets = await findTargets(args)
  const [unmatched] = targets.unmatched
  if (unmatched !== undefined) throw new UsageError(unmatched)
  const finder = createRulesFinder({ trust })
  const named = createNamedFiles()
  const read = createFileReader(named.isNamed)
  const entries: MatrixEntry[] = []
  let rules: FileRules | null = null
  let files = 0
  const all = targets.files.map((path) => ({ path }))
  const ignores = (path: string): boolean => finder.rulesFor(path).ignores(path)
  await named.addAround({ targets: all, walked: targets.walked, ignores })
  for (const { path } of all.filter((target) => isTypescript(target.path) && !ignores(target.path))) {
    await named.add(path, readTarget({ path }))
  }
  for (const { path } of all) {
    const own = finder.rulesFor(path)
    if (own.ignores(path) || isReplaced(path)) continue
    rules ??= own
    const document = await read(path, readTarget({ path }))
    if (!document || document.standing === 'foreign') continue
    files += 1
    for (const entry of entriesOf(document, path)) entries.push(entry)
  }
  return { entries, rules, files }
}

const count = (number: number, one: string): string => `${number} ${one}${number === 1 ? '' : 's'}`

const run = async (values: Values, args: readonly string[], terminal: Terminal): Promise<ExitCode> => {
  const out = values['out']
  if (typeof out !== 'string' || out === '') throw new UsageError('report needs --out FILE, the page to write')
  const { entries, rules, files } = await readRoles(args, values['trust-workspace'] === true)
  if (!rules || entries.length === 0) throw new UsageError('there are no roles to report')
  const note = `${count(entries.length, 'role')} from ${count(files, 'file')}`
  const nonce = randomBytes(16).toString('hex')
  await writeWhole(
    out,
    matrixPage(
      buildMatrices(entries, ({ key }) => rules.catalogOf(key)),
      { title: 'Role matrix', note, nonce },
    ),
  )
  terminal.err(`rolecall: ${out} shows ${note}\n`)
  return 0
}

export const report: Verb = {
  name: 'report',
  summary: 'Write the matrix of roles and permissions as one HTML page.',
  synopsis: '[PATH...]',
  arguments: [['PATH', 'a file or a directory; without it everything below this one, less what git ignores']],
  options: {
    out: { type: 'string', value: 'FILE', text: 'the page to write; it must be named' },
    'trust-workspace': trustOption,
  },
  notes: [],
  run,
}
