import type { ParseArgsConfig } from 'node:util'

/** Where a verb writes. Tests pass their own. */
export type Terminal = {
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  /** Whether a person is watching `err`. */
  readonly interactive: boolean
}

/** `true` is a switch, or an option without the value that may be left out. */
export type Values = { readonly [name: string]: string | boolean | readonly (string | boolean)[] | undefined }

/** 0 clean, 1 something was found, 2 could not run. */
export type ExitCode = 0 | 1 | 2

/** An option as parseArgs takes it, and as the help tells it. */
export type Option = NonNullable<ParseArgsConfig['options']>[string] & {
  /** What follows it, as FILE in `--out FILE`, or `[FROM]` where that may be left out; a switch has none. */
  readonly value?: string
  readonly text: string
}

export type Options = { readonly [name: string]: Option }

/** One verb of the command: what it does, and all that the help and the reference say of it. */
export type Verb = {
  readonly name: string
  /** One sentence. */
  readonly summary: string
  /** What follows the name, options aside. */
  readonly synopsis: string
  /** Arguments and what they are for. */
  readonly arguments: readonly (readonly [name: string, text: string])[]
  readonly options: Options
  /** What else one should know: sentences. */
  readonly notes: readonly string[]
  /**
   * What stands on stdout after a failure, where a shell evaluates that: `eval "$(…)"` ends with the status of what it
   * evaluates, and nothing would be a success.
   */
  readonly onFailure?: (args: readonly string[]) => string
  run(values: Values, args: readonly string[], terminal: Terminal): Promise<ExitCode>
}

/** The user asked for something that cannot be done; the message is one line and says what to do. */
export class UsageError extends Error {}
