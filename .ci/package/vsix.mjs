/** The extension for VS Code. */
import { join } from 'node:path'
import { createVSIX } from '@vscode/vsce'
import { changelogOf } from './changelog.mjs'
import { homePage, published, readJson, without } from './checkout.mjs'
import { noticesOf } from './notices.mjs'
import { jsonText, withStaged } from './stage.mjs'

/** In the checkout they need a build; what is packed has been built. */
const vsixManifest = (version) => {
  const manifest = without(readJson('extension/package.json'), ['private', 'scripts', 'devDependencies', 'bin'])
  return { ...manifest, ...published({ version, directory: 'extension' }) }
}

const bundles = ['server', 'typescript', 'worker', 'client', 'web-client']

const copied = ['.vscodeignore', 'README.md', 'media', 'walkthrough', 'dist/client', 'dist/server']

export const packExtension = async (dist, { version, time }) => {
  // vsce takes it for the date of every file.
  process.env['SOURCE_DATE_EPOCH'] = String(time.getTime() / 1000)
  const staged = {
    copies: {
      ...Object.fromEntries(copied.map((path) => [path, `extension/${path}`])),
      LICENSE: 'LICENSE',
    },
    texts: {
      'CHANGELOG.md': await changelogOf({ version, time }),
      'package.json': jsonText(vsixManifest(version)),
      'THIRD-PARTY-NOTICES.txt': await noticesOf({ workspace: 'extension', bundles, version }),
    },
  }
  const packagePath = join(dist, `rolecall-vscode-${version}.vsix`)
  const options = {
    packagePath,
    dependencies: false,
    // By itself vsce takes the extension for the whole repository.
    baseContentUrl: `${homePage}/blob/main/extension`,
    baseImagesUrl: `${homePage}/raw/main/extension`,
  }
  await withStaged(staged, (directory) => createVSIX({ cwd: directory, ...options }))
}
