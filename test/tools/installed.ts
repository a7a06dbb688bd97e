/**
 * Programs that only some tests run, each in a folder here with its own package.json and lock file, outside the
 * workspaces: they are large, and installed when a test first asks for them.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const textOf = (path: string): string | null => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

/** The folder of one, installed; null where that does not succeed and need not. Each is for one test file. */
export const installed = (name: string): string | null => {
  const folder = fileURLToPath(new URL(name, import.meta.url))
  const lock = readFileSync(join(folder, 'package-lock.json'), 'utf8')
  const stamp = join(folder, 'node_modules/.installed')
  if (textOf(stamp) === lock) return folder
  const { status, stderr } = spawnSync(
    'npm',
    ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd: folder,
      encoding: 'utf8',
    },
  )
  if (status === 0) {
    writeFileSync(stamp, lock)
    return folder
  }
  const message = `test/tools/${name} is not installed: npm ci in it ends with\n${stderr}`
  if ((process.env['CI'] ?? process.env['ROLECALL_NO_SKIPS']) !== undefined) throw new Error(message)
  console.warn(`Skipped: ${message}`)
  return null
}
