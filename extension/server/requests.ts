/** What our own client asks beyond the protocol, and what it is told. Other clients never see it. */

/** `{ nonce }` to the role matrix as an HTML page. */
export const matrixRequest = 'rolecall/matrix'

/** How the server stands; sent when that changes. */
export const statusNotification = 'rolecall/status'

export type CatalogStatus = {
  /** As commands name the platform. */
  readonly key: string
  /** As people name it. */
  readonly platform: string
  readonly coverage: string
  /** ISO date. */
  readonly retrieved: string
  readonly permissions: number
}

export type ServerStatus = {
  readonly catalogs: readonly CatalogStatus[]
  /** What is limited, in whole sentences, such as that there are more role files than are read. */
  readonly limits: readonly string[]
}
