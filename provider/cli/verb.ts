import type { ParseArgsConfig } from 'node:util'

/** Where a verb writes. Tests pass their own. */
export type Terminal = {
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  /** Whether a person is watching `err`. */
  readonly interactive: boolean
}

export type Values = { readonly [name: string]: string | boolean | readonly (string | boolean)[] | undefined }

/** 0 clean, 1 something was found, 2 could not run. */
export type ExitCode = 0 | 1 | 2

/** One verb of the command: its options, its help and what it does. */
export type Verb = {
  readonly name: string
  readonly summary: string
  /** Arguments and options as the help shows them, one a line. */
  readonly usage: readonly string[]
  readonly options: NonNullable<ParseArgsConfig['options']>
  run(values: Values, args: readonly string[], terminal: Terminal): Promise<ExitCode>
}

/** The user asked for something that cannot be done; the message is one line and says what to do. */
export class UsageError extends Error {}
