/** Put in by the build. */
declare const ROLECALL_VERSION: string | undefined

export const version: string = typeof ROLECALL_VERSION === 'string' ? ROLECALL_VERSION : 'unbuilt'
