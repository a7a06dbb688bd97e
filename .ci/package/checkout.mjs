/** The checkout that is packed. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** What a person can put right; all that is shown is the message. */
export class PackageError extends Error {}

export const root = fileURLToPath(new URL('../..', import.meta.url))

export const readJson = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'))

/** @returns {any} */
export const without = (object, names) =>
  Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)))

/** The one place that says where the project is at home. */
export const { homePage } = readJson('shared/model/home.json')

/** What every published manifest has. */
export const published = ({ version, directory }) => ({
  version,
  license: 'Apache-2.0',
  author: 'The Rolecall authors',
  homepage: `${homePage}#readme`,
  repository: { type: 'git', url: `git+${homePage}.git`, directory },
  bugs: { url: `${homePage}/issues` },
})
