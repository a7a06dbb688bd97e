import { replaceFile } from '../../replace-file.js'
import { UsageError } from '../verb.js'

/** Node's words without its call and path, which may be that of the file beside the one that is meant. */
export const errorReason = (error: unknown): string =>
  error instanceof Error ? error.message.replace(/, .*$/s, '') : String(error)

/** Whole or not at all: who stops us in the middle keeps the old file or has the new one. */
export const writeWhole = async (path: string, text: string): Promise<void> => {
  try {
    await replaceFile(path, text)
  } catch (error) {
    throw new UsageError(`${path} cannot be written: ${errorReason(error)}`)
  }
}
