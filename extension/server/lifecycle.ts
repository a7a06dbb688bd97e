/** What a client may ask when: first `initialize`, once, and after `shutdown` nothing but `exit`. */
import type { Connection } from 'vscode-languageserver'
import { ErrorCodes, Message, ResponseError } from 'vscode-languageserver'

type State = 'new' | 'initialized' | 'shut down'

type Refusal = { readonly code: number; readonly message: string }

/** Requests that may not be answered become this one, so that the connection answers all. */
const refused = 'rolecall/refused'

/** https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/#lifeCycleMessages */
const refusalOf = (state: State, method: string): Refusal | null => {
  if (state === 'shut down') return { code: ErrorCodes.InvalidRequest, message: `The server is shut down: ${method}` }
  if (state === 'initialized' && method === 'initialize')
    return { code: ErrorCodes.InvalidRequest, message: 'The server is initialized already.' }
  if (state === 'new' && method !== 'initialize')
    return { code: ErrorCodes.ServerNotInitialized, message: `The server is not initialized yet: ${method}` }
  return null
}

const stateAfter = (state: State, method: string): State => {
  if (method === 'initialize') return 'initialized'
  return method === 'shutdown' ? 'shut down' : state
}

/** Notifications of the protocol itself, as `$/cancelRequest`, are for the connection. */
const isAlwaysHeard = (method: string): boolean => method === 'exit' || method.startsWith('$/')

/** Passes on what may be handled now. To be given to the connection as its `messageStrategy`. */
export const createLifecycle = () => {
  let state: State = 'new'
  return {
    handleMessage: <Result>(message: Message, next: (message: Message) => Result): Result | undefined => {
      if (Message.isNotification(message)) {
        const isHeard = state === 'initialized' || isAlwaysHeard(message.method)
        return isHeard ? next(message) : undefined
      }
      if (!Message.isRequest(message)) return next(message)
      const refusal = refusalOf(state, message.method)
      if (refusal !== null) return next({ ...message, method: refused, params: refusal } as Message)
      state = stateAfter(state, message.method)
      return next(message)
    },
  }
}

export const answerRefused = (connection: Connection): void => {
  connection.onRequest(refused, ({ code, message }: Refusal) => new ResponseError(code, message))
}
