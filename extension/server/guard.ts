import type { CancellationToken, Connection } from 'vscode-languageserver'
import { ResponseError } from 'vscode-languageserver'

export type Handler<Params, Result> = (params: Params, token: CancellationToken) => Result | Promise<Result>

export type AnswerWith = <Params, Result>(
  name: string,
  nothing: Result,
  handler: Handler<Params, Result>,
) => (params: Params, token: CancellationToken) => Promise<Result>

export type Guard = {
  /**
   * Wraps a handler so that an exception, which is our mistake, costs one answer and never the
   * process. What a cancelled request would have found is not looked for.
   */
  readonly answer: AnswerWith
  /** Logs what must not have happened: once, as it would come again with every key. */
  readonly report: (name: string, error: unknown) => void
}

export const createGuard = (connection: Connection): Guard => {
  const said = new Set<string>()
  const report = (name: string, error: unknown): void => {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    const line = `${name}: this is a mistake in the language server. ${text}`
    if (said.has(line)) return
    said.add(line)
    connection.console.error(line)
  }
  const answer: AnswerWith = (name, nothing, handler) => async (params, token) => {
    if (token.isCancellationRequested) return nothing
    try {
      return await handler(params, token)
    } catch (error) {
      // An answer that says why not, meant for the user.
      if (error instanceof ResponseError) throw error
      report(name, error)
      return nothing
    }
  }
  return { answer, report }
}
