/**
 * A deploy that is killed can leave roles that Terraform's state does not know, or half a state. With real
 * platforms those roles are imported; here the platforms are our own, and both go back to before that deploy.
 */
import { randomUUID } from 'node:crypto'
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const names = ['sandbox.json', 'terraform.tfstate']
const beforeIn = (work) => join(work, 'before-deploy.json')

/** Null where there is no such file. */
const read = (path) =>
  readFile(path, 'utf8').catch((error) => {
    if (error.code === 'ENOENT') return null
    throw error
  })

/** Whole or not at all, as this may be killed too. */
const write = async (path, text) => {
  const beside = `${path}.${randomUUID()}`
  await writeFile(beside, text, { mode: 0o600, flag: 'wx' })
  await rename(beside, path)
}

const contents = async (work) => {
  const entries = names.map(async (name) => [name, await read(join(work, name))])
  return JSON.stringify(Object.fromEntries(await Promise.all(entries)))
}

/** Runs a deploy so that a later start can undo it, until it has ended well. */
export const undoable = async (work, deploy) => {
  await write(beforeIn(work), await contents(work))
  const outcome = await deploy()
  if (outcome.ok) await rm(beforeIn(work))
  return outcome
}

/** Whether the last deploy did something and did not end well. */
export const isUnfinished = async (work) => {
  const before = await read(beforeIn(work))
  return before !== null && before !== (await contents(work))
}

const isJson = (text) => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/**
 * The file that a crash of the machine cut off, or that somebody removed, where no undo brings it back; null
 * where there is none. A state without the sandbox's file is of platforms that are gone.
 */
export const brokenFile = async (work) => {
  const before = await read(beforeIn(work))
  if (before !== null && !isJson(before)) return { path: beforeIn(work), what: 'cut off' }
  if (await isUnfinished(work)) return null
  const [sandbox, state] = await Promise.all(names.map((name) => read(join(work, name))))
  if (sandbox === null && state !== null) return { path: join(work, names[0]), what: 'gone' }
  const broken = [sandbox, state].findIndex((text) => text !== null && !isJson(text))
  return broken < 0 ? null : { path: join(work, names[broken]), what: 'cut off' }
}

/** For a time when no sandbox runs, which would write what it knows. */
export const undo = async (work) => {
  const before = JSON.parse(await readFile(beforeIn(work), 'utf8'))
  for (const name of names) {
    const path = join(work, name)
    if (before[name] === null) await rm(path, { force: true })
    else await write(path, before[name])
  }
}
