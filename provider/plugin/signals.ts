/**
 * A plugin shares terraform's process group, so Ctrl-C and a hang-up reach both. Terraform decides:
 * it asks for a stop and waits for the write that is under way, and under nohup it just goes on. A
 * terraform that dies of the signal is noticed by the orphan guard.
 */
export const handleSignals = (exit: (code: number) => void): void => {
  process.on('SIGINT', () => undefined)
  process.on('SIGHUP', () => undefined)
  process.on('SIGTERM', () => exit(143))
}
