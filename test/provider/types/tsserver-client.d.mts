export declare const startTsserverProcess: () => {
  /** Resolves with the body of the response. */
  readonly request: (command: string, args: unknown) => Promise<unknown>
  readonly stop: () => void
}
