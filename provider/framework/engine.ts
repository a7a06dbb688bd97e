import { homePage } from '@rolecall/shared/model/home.js'
import type { Diagnostic, Diagnostics } from './diagnostic.js'
import { error } from './diagnostic.js'
import type { DataSource, Provider } from './provider.js'
import type { Context, Logger, Resource } from './resource.js'

/** What a call works with. `context` is of when the call came: a later ConfigureProvider changes nothing for it. */
export type Engine<Client> = {
  readonly provider: Provider<Client>
  readonly log: Logger
  readonly context: Context<Client>
}

/** What a user can do about a failure that is ours. */
export const reportBug = `Please report it at ${homePage}/issues.`

/** A failure that no user can cause. */
export const bug = (subject: string, problems: readonly string[]): Diagnostic =>
  error(`Bug in the provider: ${subject}`, `${problems.join('\n')}\n\n${reportBug}`)

/** What resource code threw, which is a bug: the user reads the message, the log gets the stack. */
export const failureOf = (log: Logger, doing: string, thrown: unknown): Diagnostics => {
  const { message, stack } = thrown instanceof Error ? thrown : new Error(String(thrown))
  log.error(`${doing} threw`, { error: message, stack: stack ?? null })
  return [bug(`${doing} failed`, [message])]
}

/** Runs resource code, and gives something also where it throws. */
export const guarded = async <Result>(
  log: Logger,
  doing: string,
  run: () => Promise<Result>,
  otherwise: (diagnostics: Diagnostics) => Result,
): Promise<Result> => {
  try {
    return await run()
  } catch (thrown) {
    return otherwise(failureOf(log, doing, thrown))
  }
}

export const resourceOf = <Client>({ provider }: Engine<Client>, type: string): Resource<Client> | undefined =>
  provider.resources.find((resource) => resource.type === type)

export const dataSourceOf = <Client>({ provider }: Engine<Client>, type: string): DataSource<Client> | undefined =>
  provider.dataSources.find((source) => source.type === type)

/** Terraform asks only for types that the schema lists. */
export const unknownTypeBug = (kind: string, type: string): Diagnostic =>
  bug(`there is no ${kind} ${type}`, ['Terraform asked for it.'])
