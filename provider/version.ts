declare const ROLECALL_VERSION: string

/** Of the commit that was built (.ci/version.mjs); `0.0.0-dev` where sources run unbundled. */
export const version = typeof ROLECALL_VERSION === 'string' ? ROLECALL_VERSION : '0.0.0-dev'
