import type { PlatformKey } from '@rolecall/shared/platforms/registry.js'

export type SandboxRequest = {
  readonly platform: PlatformKey
  readonly method: string
  /** Path and query as sent. */
  readonly url: string
}

/**
 * What goes wrong with one request: an answer from something in front of the service, a connection
 * that breaks before the request is handled, or one that breaks after it, so that the caller cannot
 * know it was; or something on the way that sends it twice, of which the caller sees the second answer.
 */
export type Interference =
  | {
      readonly kind: 'answer'
      readonly status: number
      readonly headers?: Readonly<Record<string, string>>
      readonly body?: string
    }
  | { readonly kind: 'lose-request' }
  | { readonly kind: 'lose-answer' }
  | { readonly kind: 'replay' }
