import { basename, resolve } from 'node:path'
import { text as readAll } from 'node:stream/consumers'
import { visible } from '@rolecall/shared/model/visible.js'
import type { Target } from '../files/read.js'
import { isReadable } from '../files/read.js'
import { trustOption } from '../files/rules-finder.js'
import { findTargets } from '../files/targets.js'
import type { ExitCode, Terminal, Values, Verb } from '../verb.js'
import { UsageError } from '../verb.js'
import { readBaseline, unknownProblems, writeBaseline } from './baseline.js'
import { fixFiles } from './fix.js'
import { formats } from './format/formats.js'
import type { Report, ReportFormat } from './format/report.js'
import { fails } from './format/report.js'
import { keepHeapSmall } from './heap.js'
import { lintFiles } from './lint.js'

const stringOf = (values: Values, name: string): string | null => {
  const value = values[name]
  if (value === undefined) return null
  if (typeof value !== 'string' || value === '') throw new UsageError(`--${name} takes a value`)
  return value
}

const formatOf = (values: Values): ReportFormat => {
  const name = stringOf(values, 'format') ?? 'text'
  const format = Object.hasOwn(formats, name) ? formats[name] : undefined
  if (!format)
    throw new UsageError(`--format is one of ${Object.keys(formats).join(', ')}, not ${JSON.stringify(name)}`)
  return format
}

type Targets = {
  readonly files: readonly Target[]
  readonly walked: readonly string[]
  readonly unmatched: readonly string[]
}

const targetsOf = async (values: Values, args: readonly string[]): Promise<Targets> => {
  const name = stringOf(values, 'stdin-filename')
  if (!args.includes('-')) {
    if (name !== null) throw new UsageError('--stdin-filename names what comes from standard input: add the argument -')
    const { files, named, walked, unmatched } = await findTargets(args)
    const isExpected = values['no-error-on-unmatched-pattern'] === true
    const targets = files.map((path) => ({ path, alone: named.has(path) }))
    return { files: targets, walked, unmatched: isExpected ? [] : unmatched }
  }
  if (args.length > 1) throw new UsageError('- takes the text from standard input and stands alone')
  if (name === null) throw new UsageError('- needs --stdin-filename, which tells the language and the configuration')
  if (!isReadable(basename(name)))
    throw new UsageError(`--stdin-filename ${name} is no role file, Terraform or TypeScript`)
  const target = { path: resolve(name), text: await readAll(process.stdin), alone: true }
  return { files: [target], walked: [], unmatched: [] }
}

const progressOn = (terminal: Terminal, total: number): { step: (done: number) => void; end: () => void } => {
  if (!terminal.interactive) return { step: () => undefined, end: () => undefined }
  let next = Date.now() + 500
  let shown = false
  return {
    step: (done) => {
      if (Date.now() < next) return
      next = Date.now() + 100
      shown = true
      terminal.err(`\r${done} of ${total} files`)
    },
    end: () => {
      if (shown) terminal.err('\r\u001b[K')
    },
  }
}

const exitCodeOf = (report: Report): ExitCode =>
  report.problems.some(({ severity }) => fails(severity, report)) ? 1 : 0

const fix = async (targets: readonly Target[], trust: boolean, terminal: Terminal): Promise<void> => {
  if (targets.some(({ text: given }) => given !== undefined))
    throw new UsageError('--fix changes files, so it cannot be used with -')
  const { files, edits } = await fixFiles(targets, trust)
  if (edits > 0)
    terminal.err(
      `rolecall: fixed ${edits} problem${edits === 1 ? '' : 's'} in ${files} file${files === 1 ? '' : 's'}\n`,
    )
}

/** What might have been meant as role files is counted, since nothing else is said of it. */
const passedOverText = (files: readonly string[], verbose: boolean): string => {
  if (files.length === 0) return ''
  const [are, them] =
    files.length === 1
      ? ['file is named like a role file, but is none', 'it']
      : ['files are named like role files, but are none', 'them']
  if (!verbose) return `rolecall: ${files.length} ${are}; --verbose lists ${them}\n`
  return `rolecall: ${files.length} ${are}:\n${files.map((file) => `  ${visible(file)}\n`).join('')}`
}

const run = async (values: Values, args: readonly string[], terminal: Terminal): Promise<ExitCode> => {
  keepHeapSmall()
  const format = formatOf(values)
  const baseline = stringOf(values, 'baseline')
  const updates = values['update-baseline'] === true
  if (updates && baseline === null) throw new UsageError('--update-baseline needs --baseline FILE, the file to write')
  const { files: targets, walked, unmatched } = await targetsOf(values, args)
  for (const reason of unmatched) terminal.err(`rolecall: ${visible(reason)}\n`)
  if (targets.length === 0 && unmatched.length > 0) return 2
  const trust = values['trust-workspace'] === true
  if (values['fix'] === true) await fix(targets, trust, terminal)
  const progress = progressOn(terminal, targets.length)
  const outcome = await lintFiles(targets, { trust, walked, progress: progress.step })
  progress.end()
  for (const notice of outcome.notices) terminal.err(`rolecall: ${visible(notice)}\n`)
  terminal.err(passedOverText(outcome.passedOver, values['verbose'] === true))
  if (baseline !== null && updates) {
    await writeBaseline(baseline, outcome.problems)
    terminal.err(`rolecall: ${baseline} holds ${outcome.problems.length} known problems\n`)
    return unmatched.length > 0 ? 2 : 0
  }
  const problems = baseline === null ? outcome.problems : unknownProblems(outcome.problems, readBaseline(baseline))
  const report = { problems, files: outcome.files, strict: values['strict'] === true }
  const code = unmatched.length > 0 ? 2 : exitCodeOf(report)
  // Before anything is written: a reader that closes early ends the process there.
  process.exitCode = code
  terminal.out(format(report))
  if (outcome.files.length === 0) terminal.err('rolecall: there is nothing to check\n')
  return code
}

export const lint: Verb = {
  name: 'lint',
  summary: 'Check role files, Terraform and TypeScript for what is wrong with their permissions.',
  synopsis: '[PATH...]',
  arguments: [
    ['PATH', 'a file or a directory; without it everything below this one, less what git ignores'],
    ['-', 'the text from standard input, of the file that --stdin-filename names'],
  ],
  options: {
    format: {
      type: 'string',
      value: 'FORMAT',
      text: 'text, json, sarif, github (annotations), gitlab (code quality) or junit (default: text). But for the first two, files are named from the root of the repository',
    },
    strict: { type: 'boolean', text: 'warnings fail, too' },
    fix: { type: 'boolean', text: 'remove what is granted twice: only what leaves every role as it is' },
    baseline: { type: 'string', value: 'FILE', text: 'leave out the problems that FILE knows' },
    'update-baseline': { type: 'boolean', text: 'write what is found to the baseline' },
    'no-error-on-unmatched-pattern': { type: 'boolean', text: 'a PATH that stands for nothing is no error' },
    'stdin-filename': {
      type: 'string',
      value: 'FILE',
      text: 'whose text comes from standard input: tells the language and the configuration',
    },
    verbose: { type: 'boolean', text: 'list the files that are named like role files, but are none' },
    'trust-workspace': trustOption,
  },
  notes: [
    'Exits with 0 where nothing is wrong, with 1 where an error is left, with 2 where it could not run or a PATH stands for nothing.',
  ],
  run,
}
