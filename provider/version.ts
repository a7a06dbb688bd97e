declare const ROLECALL_VERSION: string

/** The version of package.json, set by the build; `0.0.0-dev` where sources run unbundled. */
export const version = typeof ROLECALL_VERSION === 'string' ? ROLECALL_VERSION : '0.0.0-dev'
