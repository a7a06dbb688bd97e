import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** What the tests do with a fence is nothing for readers elsewhere. */
const withoutMarks = (text) => text.replaceAll(/^<!-- .* -->\n/gm, '')

/**
 * The pages on problems by code, for reports that carry their own help.
 *
 * @param {string} root of the provider
 * @returns {Promise<Record<string, string>>}
 */
export const problemPages = async (root) => {
  const directory = join(root, 'docs/problems')
  const names = (await readdir(directory)).filter((name) => /^RC\d+\.md$/.test(name)).sort()
  const pages = names.map(async (name) => [
    name.replace('.md', ''),
    withoutMarks(await readFile(join(directory, name), 'utf8')),
  ])
  return Object.fromEntries(await Promise.all(pages))
}
