import type { OrphanGuard } from './orphan-guard.js'

/** As a shell reports them: 128 and the number of the signal. */
const codes = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const

/**
 * A plugin shares terraform's process group, so Ctrl-C, a hang-up and the SIGTERM of `timeout` or of a
 * pipeline that is cancelled reach both. While terraform is connected it decides: it asks for a stop,
 * waits for the write that is under way, so that the state knows its outcome, and then ends us; under
 * nohup it just goes on. With no client there is nothing to wait for.
 */
export const handleSignals = (guard: OrphanGuard, exit: (code: number) => void): void => {
  const handle = (code: number) => (): void => (guard.isAlone() ? exit(code) : guard.hurry())
  for (const [signal, code] of Object.entries(codes)) process.on(signal, handle(code))
}
