import { parseArgs } from 'node:util'
import { visibleLines } from '@rolecall/shared/model/visible.js'
import { version } from '../version.js'
import { catalog } from './catalog/verb.js'
import { lint } from './lint/verb.js'
import { mirror } from './mirror.js'
import { pull } from './pull/verb.js'
import { report } from './report.js'
import { sandbox } from './sandbox.js'
import type { ExitCode, Terminal, Verb } from './verb.js'
import { UsageError } from './verb.js'

const verbs: readonly Verb[] = [lint, report, pull, catalog, mirror, sandbox]

const help = (): string =>
  [
    'Roles as code for Astro, Northflank and JITSudo.',
    '',
    ...verbs.flatMap(({ name, summary, usage }) => [`  rolecall ${name} ${usage[0] ?? ''}`, `      ${summary}`]),
    '',
    'rolecall VERB --help tells the options. rolecall --version prints the version.',
    '',
  ].join('\n')

const verbHelp = ({ name, summary, usage }: Verb): string =>
  [`rolecall ${name} ${usage[0] ?? ''}`, '', `  ${summary}`, '', ...usage.slice(1).map((line) => `  ${line}`), ''].join(
    '\n',
  )

/** parseArgs answers with an exception whose message is fit to be read, but for advice on names that begin with `-`. */
const parse = (verb: Verb, args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      options: { ...verb.options, help: { type: 'boolean', short: 'h' } },
      allowPositionals: true,
    })
  } catch (error) {
    const message = error instanceof Error ? error.message.replace(/\. To specify a positional.*/s, '') : String(error)
    throw new UsageError(`${message}\nrolecall ${verb.name} --help tells the options.`)
  }
}

const dispatch = async ([name, ...args]: readonly string[], terminal: Terminal): Promise<ExitCode> => {
  if (name === '--version') {
    terminal.out(`${version}\n`)
    return 0
  }
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    terminal.out(help())
    return name === undefined ? 2 : 0
  }
  const verb = verbs.find((candidate) => candidate.name === name)
  if (!verb)
    throw new UsageError(
      `there is no verb ${JSON.stringify(name)}; there are ${verbs.map((known) => known.name).join(', ')}`,
    )
  const { values, positionals } = parse(verb, args)
  if (values['help']) {
    terminal.out(verbHelp(verb))
    return 0
  }
  return verb.run(values, positionals, terminal)
}

/** What the machine refuses, as files and directories that may not be read or written, is no failure of ours. */
const isSystemError = (error: unknown): error is Error =>
  error instanceof Error && 'syscall' in error && 'code' in error

const main = async (args: readonly string[], terminal: Terminal): Promise<ExitCode> => {
  try {
    return await dispatch(args, terminal)
  } catch (error) {
    if (!(error instanceof UsageError) && !isSystemError(error)) throw error
    terminal.err(`rolecall: ${visibleLines(error.message)}\n`)
    return 2
  }
}

// A reader that closes early (`rolecall lint | head`) is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 2))

process.exitCode = await main(process.argv.slice(2), {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  interactive: process.stderr.isTTY === true,
})
