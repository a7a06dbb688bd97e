import type { Readable, Writable } from 'node:stream'
import type { InitializeParams, InitializeResult, MessageConnection } from 'vscode-languageserver'

type Client = {
  readonly initialize: InitializeParams
  readonly answer: (method: string, params: unknown) => unknown
  readonly onNotification: (method: string, params: unknown) => void
}

export type Connected = { readonly connection: MessageConnection; readonly initialized: InitializeResult }

export declare const connectClient: (
  client: Client & { readonly input: Readable; readonly output: Writable },
) => Promise<Connected>

export declare const startClient: (
  client: Client & {
    readonly args: readonly string[]
    readonly cwd?: string
    readonly onError?: (text: string) => void
  },
) => Promise<
  Connected & {
    readonly pid: number | undefined
    readonly failed: Promise<void>
    readonly stop: (patience?: number) => Promise<void>
  }
>
