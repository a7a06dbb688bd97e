/** The changelog as it goes along with a package. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { homePage, root } from './checkout.mjs'

/**
 * What is not released in the checkout is, in a package, of its version. Links lead to the repository.
 *
 * @param {import('../version.mjs').Version} version
 */
export const changelogOf = async ({ version, time }) => {
  const text = await readFile(join(root, 'CHANGELOG.md'), 'utf8')
  return text
    .replace(/^## Unreleased$/m, `## ${version} (${time.toISOString().slice(0, 10)})`)
    .replaceAll(/\]\((?!\w+:|#)([^)\s]+)\)/g, `](${homePage}/blob/main/$1)`)
}
