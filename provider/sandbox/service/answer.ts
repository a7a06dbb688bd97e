/** What a service says to one request, whether it grants or refuses it. */
export type Answer = {
  readonly status: number
  /** JSON; left out, the answer has no content. */
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}
