import type { ServerHttp2Session } from 'node:http2'

const interval = 1000

/** In seconds. Terraform gives a plugin a minute to start, and holds one connection from then to the end. */
const longestSilence = 60

export type OrphanGuard = { readonly watch: (session: ServerHttp2Session) => void }

/**
 * Ends a plugin that nobody will end: the parent process is another one than at the start, or there has
 * been no connection for a minute. Stdin says nothing, since it is terraform's own.
 */
export const createOrphanGuard = (exit: () => void): OrphanGuard => {
  const parent = process.ppid
  let open = 0
  let quietSince = process.uptime()

  const isOrphan = (): boolean => process.ppid !== parent || (open === 0 && process.uptime() - quietSince > longestSilence)
  setInterval(() => isOrphan() && exit(), interval).unref()

  return {
    watch: (session: ServerHttp2Session): void => {
      open++
      session.once('close', () => {
        open--
        quietSince = process.uptime()
      })
    },
  }
}
