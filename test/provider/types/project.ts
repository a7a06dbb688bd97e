/** A TypeScript project of a user, whose packages are those of this checkout. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

export const root = fileURLToPath(new URL('../../..', import.meta.url))

const packages = join(root, 'node_modules')

/** Writes files below a directory with `node_modules`; it lives as long as the test unless `keep`. */
export const createProject = (files: Readonly<Record<string, string>>, { keep = false } = {}): string => {
  const directory = mkdtempSync(join(tmpdir(), 'rolecall-project-'))
  if (!keep) onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  mkdirSync(join(directory, '.git'))
  for (const name of ['@rolecall/provider', '@types/node', 'cdktf', 'cdktn', 'constructs']) {
    const link = join(directory, 'node_modules', name)
    mkdirSync(dirname(link), { recursive: true })
    symlinkSync(join(packages, name), link)
  }
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true })
    writeFileSync(join(directory, name), text)
  }
  return directory
}
