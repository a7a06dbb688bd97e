import { writeSync } from 'node:fs'

/** Ends the process over a bug of ours. Lines from `panic: ` on become Terraform's crash report. */
export const crash = (error: unknown): never => {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
  try {
    writeSync(2, `panic: ${text}\n`)
  } catch {
    // Nobody reads any more; the exit code is all that is left to say it.
  }
  return process.exit(2)
}

/** What nobody caught is our bug. */
export const reportCrashes = (): void => {
  process.on('uncaughtException', crash)
  process.on('unhandledRejection', crash)
}
