import { rename, rm, writeFile } from 'node:fs/promises'
import { UsageError } from '../verb.js'

/** Node's words without its call and path, which may be that of the file beside the one that is meant. */
const reason = (error: unknown): string => (error instanceof Error ? error.message.replace(/, .*$/s, '') : String(error))

/** Whole or not at all: who stops us in the middle keeps the old file or has the new one. */
export const writeWhole = async (path: string, text: string, options: { readonly mode?: number } = {}): Promise<void> => {
  const beside = `${path}.tmp`
  try {
    await writeFile(beside, text, options)
    await rename(beside, path)
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined)
    throw new UsageError(`${path} cannot be written: ${reason(error)}`)
  }
}
