import { createHmac, randomBytes } from 'node:crypto'
import { readRegular } from '../../read-regular.js'
import { replaceFile } from '../../replace-file.js'
import { SandboxError } from '../options.js'
import { codeOf, sayError } from '../service/error.js'

/** Makes the token of one holder; the same key and holder give the same token. */
export type TokenMaker = (platform: string, parent: string, holder: string) => string

const keyPattern = /^[0-9a-f]{64}$/

export const newTokenKey = (): string => randomBytes(32).toString('hex')

/** The prefix lets a search for leaked tokens find them. */
export const tokenMaker =
  (key: string): TokenMaker =>
  (platform, parent, holder) =>
    `rolecall_sandbox_${platform}_${createHmac('sha256', key)
      .update(JSON.stringify([platform, parent, holder]))
      .digest('base64url')}`

/** Bytes: some more than a key has. */
const maximumKey = 1000

const readKey = (path: string): string | null => {
  try {
    return readRegular(path, maximumKey).trim()
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null
    throw new SandboxError(`the token key cannot be read: ${sayError(error)}`)
  }
}

const createKey = async (path: string): Promise<string> => {
  const key = newTokenKey()
  try {
    await replaceFile(path, `${key}\n`, { mode: 0o600, durable: true })
  } catch (error) {
    throw new SandboxError(`the token key cannot be written: ${sayError(error)}`)
  }
  return key
}

/**
 * The key that tokens are made from, and whether it had to be made. It has a file of its own, for
 * its owner's eyes only, so that the state can be shown to anyone and still every start has the
 * same tokens.
 */
export const openTokenKey = async (path: string): Promise<{ readonly key: string; readonly isNew: boolean }> => {
  const key = readKey(path)
  if (key === null) return { key: await createKey(path), isNew: true }
  if (!keyPattern.test(key)) throw new SandboxError(`${path} holds no token key; remove it to have new tokens made`)
  return { key, isNew: false }
}
