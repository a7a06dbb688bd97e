import { writeSync } from 'node:fs'

const report = (error: unknown): void => {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
  try {
    writeSync(2, `panic: ${text}\n`)
  } catch {
    // Nobody reads any more; the exit code is all that is left to say it.
  }
  process.exit(2)
}

/** What nobody caught is our bug. Lines from `panic: ` on become Terraform's crash report. */
export const reportCrashes = (): void => {
  process.on('uncaughtException', report)
  process.on('unhandledRejection', report)
}
