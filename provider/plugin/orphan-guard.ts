import type { ServerHttp2Session } from 'node:http2'

const interval = 1000

/** In seconds. Terraform gives a plugin a minute to start, and holds one connection from then to the end. */
const longestSilence = 60

export type OrphanGuard = {
  readonly watch: (session: ServerHttp2Session) => void
  /** Whether no client is connected. */
  readonly isAlone: () => boolean
  /** From now on nobody is waited for: the process ends as soon as no client is connected. */
  readonly hurry: () => void
}

/**
 * Ends a plugin that nobody will end: the parent process is another one than at the start, or there has
 * been no connection for a minute. Stdin says nothing, since it is terraform's own.
 */
export const createOrphanGuard = (exit: () => void): OrphanGuard => {
  const parent = process.ppid
  let patience = longestSilence
  let open = 0
  let quietSince = process.uptime()

  const isAlone = (): boolean => open === 0
  const isOrphan = (): boolean => process.ppid !== parent || (isAlone() && process.uptime() - quietSince > patience)
  setInterval(() => isOrphan() && exit(), interval).unref()

  return {
    watch: (session: ServerHttp2Session): void => {
      open++
      session.once('close', () => {
        open--
        quietSince = process.uptime()
      })
    },
    isAlone,
    hurry: () => {
      patience = 0
    },
  }
}
