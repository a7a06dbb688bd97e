import { open, rename } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Windows cannot open a directory; there the rename is as durable as the system makes it. */
const syncDirectory = async (directory: string): Promise<void> => {
  if (process.platform === 'win32') return
  const handle = await open(directory, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/**
 * Puts `text` in place of the file at `path`: whoever reads it, also after a crash, sees the old
 * text or the new one. One writer at a time, since the file in between has a fixed name and so
 * is not left over in numbers.
 */
export const replaceFile = async (path: string, text: string): Promise<void> => {
  const handle = await open(`${path}.tmp`, 'w', 0o600)
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(`${path}.tmp`, path)
  await syncDirectory(dirname(path))
}
