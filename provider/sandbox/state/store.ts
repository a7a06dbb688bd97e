import { stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { Check } from 'typebox/value'
import { readRegular } from '../../read-regular.js'
import { replaceFile, targetOf } from '../../replace-file.js'
import { SandboxError } from '../options.js'
import { codeOf, sayError } from '../service/error.js'
import { issuesOf } from '../service/issue.js'
import { groupCommit } from './group-commit.js'
import { lockFile } from './lock.js'
import type { Parts, State } from './state.js'
import { completeState, stateSchema, stateVersion } from './state.js'
import type { TokenMaker } from './tokens.js'
import { newTokenKey, openTokenKey, tokenMaker } from './tokens.js'

/** The state, which handlers change in place, and what makes a change last. */
export type Store = {
  readonly state: State
  readonly tokenFor: TokenMaker
  readonly notices: readonly string[]
  changed(): void
  settled(): Promise<void>
  close(): Promise<void>
}

const untouched = 'it is left as it is; remove it or choose another with --state'

const parseState = (text: string, path: string, parts: Parts): State => {
  const value = parseJson(text, path)
  const version = typeof value === 'object' && value !== null && 'version' in value ? value.version : undefined
  if (typeof version === 'number' && version > stateVersion) {
    throw new SandboxError(
      `the state file ${path} is of version ${version} and this rolecall knows ${stateVersion}; ` +
        'update rolecall or choose another with --state',
    )
  }
  const schema = stateSchema(parts)
  if (Check(schema, value)) return value as State
  const [issue] = issuesOf(schema, value)
  const what = issue
    ? `${issue.path.length > 0 ? issue.path.join('.') : 'it'} ${issue.message}`
    : 'its shape is unknown'
  throw new SandboxError(`the state file ${path} is no sandbox state (${what}); ${untouched}`)
}

const parseJson = (text: string, path: string): unknown => {
  if (text.trim() === '') throw new SandboxError(`the state file ${path} is empty; ${untouched}`)
  try {
    return JSON.parse(text)
  } catch {
    throw new SandboxError(`the state file ${path} is not valid JSON; ${untouched}`)
  }
}

/** Bytes. A hundred thousand roles take a third of that. */
const maximumState = 100_000_000

/** Null where there is no file yet. */
const readState = (path: string, parts: Parts): State | null => {
  try {
    return parseState(readRegular(path, maximumState), path, parts)
  } catch (error) {
    if (error instanceof SandboxError) throw error
    if (codeOf(error) === 'ENOENT') return null
    throw new SandboxError(`the state file ${path} cannot be read: ${sayError(error)}`)
  }
}

const writeState = async (path: string, state: State): Promise<void> => {
  try {
    await replaceFile(path, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600, durable: true })
  } catch (error) {
    throw new SandboxError(`the state file ${path} cannot be written: ${sayError(error)}`)
  }
}

/** The file itself where `file` is a link, so that one file has one lock. */
const locate = async (file: string): Promise<string> => {
  const path = resolve(file)
  const directory = await stat(dirname(path)).catch(() => null)
  if (!directory?.isDirectory()) {
    throw new SandboxError(
      `the state file's directory ${dirname(path)} is not there or cannot be entered; make it first`,
    )
  }
  return targetOf(path)
}

const openLocked = async (path: string, now: number, parts: Parts): Promise<Omit<Store, 'close'>> => {
  const found = readState(path, parts)
  const state = completeState(found ?? {}, parts, now)
  const { key, isNew } = await openTokenKey(`${path}.key`)
  const commit = groupCommit(() => writeState(path, state))
  if (!found || Object.keys(state).length > Object.keys(found).length) commit.changed()
  await commit.settled()
  const notices = found && isNew ? [`${path}.key was missing: the tokens are new ones`] : []
  return { state, tokenFor: tokenMaker(key), notices, ...commit }
}

const openFile = async (file: string, now: number, parts: Parts): Promise<Store> => {
  const path = await locate(file)
  const release = await lockFile(path)
  try {
    const store = await openLocked(path, now, parts)
    return { ...store, close: () => store.settled().finally(release) }
  } catch (error) {
    await release()
    throw error
  }
}

const openMemory = (now: number, parts: Parts): Store => ({
  state: completeState({}, parts, now),
  tokenFor: tokenMaker(newTokenKey()),
  notices: [],
  changed: () => undefined,
  settled: async () => undefined,
  close: async () => undefined,
})

/** Opens or makes the state file; without one the state lasts as long as the process. Rejects with a SandboxError. */
export const openStore = (file: string | undefined, now: number, parts: Parts): Promise<Store> =>
  file === undefined ? Promise.resolve(openMemory(now, parts)) : openFile(file, now, parts)
