import { parseArgs } from 'node:util'
import { visibleLines } from '@rolecall/shared/model/visible.js'
import { version } from '../version.js'
import { nearestOption, nearestVerb, unknownVerb } from './did-you-mean.js'
import type { Style } from './help.js'
import { colours, help, plainStyle, verbHelp } from './help.js'
import type { ExitCode, Terminal, Verb } from './verb.js'
import { UsageError } from './verb.js'
import { verbs } from './verbs.js'

/** Asked of stdout, since help goes there; it knows of NO_COLOR and FORCE_COLOR. */
const style: Style = process.stdout.isTTY && process.stdout.hasColors() ? colours : plainStyle

const findVerb = (name: string): Verb => {
  const verb = verbs.find((candidate) => candidate.name === name)
  if (verb) return verb
  throw new UsageError(unknownVerb(name, verbs))
}

/** Whether it is `--name` that nothing follows which could be its value, where that may be left out. */
const standsAlone = ({ options }: Verb, arg: string, next: string | undefined): boolean =>
  arg.startsWith('--') &&
  options[arg.slice(2)]?.value?.startsWith('[') === true &&
  (next === undefined || next.startsWith('-'))

/** parseArgs answers with an exception whose message is fit to be read, but for advice on names that begin with `-`. */
const parse = (verb: Verb, args: readonly string[]) => {
  const isAlone = (arg: string, at: number): boolean => standsAlone(verb, arg, args[at + 1])
  const alone = args.filter(isAlone).map((arg) => [arg.slice(2), true] as const)
  try {
    const { values, positionals } = parseArgs({
      args: args.filter((arg, at) => !isAlone(arg, at)),
      options: { ...verb.options, help: { type: 'boolean', short: 'h' } },
      allowPositionals: true,
    })
    return { values: { ...values, ...Object.fromEntries(alone) }, positionals }
  } catch (error) {
    const message = error instanceof Error ? error.message.replace(/\. To specify a positional.*/s, '') : String(error)
    throw new UsageError(`${message}\n${nearestOption(message, verb)}`)
  }
}

const asksForHelp = (arg: string | undefined): boolean => arg === '--help' || arg === '-h'

const dispatch = async ([name, ...args]: readonly string[], terminal: Terminal): Promise<ExitCode> => {
  if (name === '--version') {
    terminal.out(`${version}\n`)
    return 0
  }
  if (name === undefined || name === 'help' || asksForHelp(name)) {
    const about = args.find((arg) => !asksForHelp(arg))
    terminal.out(about === undefined ? help(verbs, style) : verbHelp(findVerb(about), style))
    return name === undefined ? 2 : 0
  }
  const verb = findVerb(name)
  const { values, positionals } = parse(verb, args)
  if (values['help']) {
    terminal.out(verbHelp(verb, style))
    return 0
  }
  return verb.run(values, positionals, terminal)
}

/** What the machine refuses, as files and directories that may not be read or written, is no failure of ours. */
const isSystemError = (error: unknown): error is Error =>
  error instanceof Error && 'syscall' in error && 'code' in error

const failureText = (error: unknown): string => {
  if (error instanceof UsageError || isSystemError(error)) return `rolecall: ${visibleLines(error.message)}\n`
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return `rolecall: this is a bug of rolecall and not of what it was given; please report it with these lines:\n${visibleLines(stack)}\n`
}

/** Where the verb itself is misspelt, that of the one that was probably meant: a shell evaluates it all the same. */
const stdoutOfFailure = ([name = '', ...rest]: readonly string[]): string => {
  const meant = [name, ...nearestVerb(name, verbs)]
  return verbs.find((verb) => meant.includes(verb.name))?.onFailure?.(rest) ?? ''
}

/** A crash exits with 2 too: left to node it would exit with 1, as a file with errors does. */
const main = async (args: readonly string[], terminal: Terminal): Promise<ExitCode> => {
  try {
    return await dispatch(args, terminal)
  } catch (error) {
    terminal.err(failureText(error))
    terminal.out(stdoutOfFailure(args))
    return 2
  }
}

// A reader that closes early (`rolecall lint | head`) is no failure of ours; what was found stays found.
process.stdout.on('error', (error: NodeJS.ErrnoException) =>
  process.exit(error.code === 'EPIPE' ? (process.exitCode ?? 0) : 2),
)

process.exitCode = await main(process.argv.slice(2), {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  interactive: process.stderr.isTTY === true,
})
