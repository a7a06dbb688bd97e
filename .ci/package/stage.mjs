/** A directory with just what is packed. What is in a package is decided here and by the `files` of its manifest. */
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { root } from './checkout.mjs'

/**
 * @typedef {object} Staged
 * @property {Readonly<Record<string, string>>} copies files and directories of the checkout, by where they go
 * @property {Readonly<Record<string, string>>} texts
 */

/**
 * Does something with a directory that has these files, and removes it.
 *
 * @template T
 * @param {Staged} staged
 * @param {(directory: string) => Promise<T>} use
 */
export const withStaged = async ({ copies, texts }, use) => {
  const directory = await mkdtemp(join(tmpdir(), 'rolecall-package-'))
  try {
    for (const [to, from] of Object.entries(copies)) {
      await mkdir(dirname(join(directory, to)), { recursive: true })
      await cp(join(root, from), join(directory, to), { recursive: true })
    }
    for (const [to, text] of Object.entries(texts)) {
      await mkdir(dirname(join(directory, to)), { recursive: true })
      await writeFile(join(directory, to), text)
    }
    return await use(directory)
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

export const jsonText = (value) => `${JSON.stringify(value, null, 2)}\n`
