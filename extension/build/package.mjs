/** Packs what is built into rolecall-vscode.vsix. */
import { copyFile, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createVSIX } from '@vscode/vsce'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const license = join(root, 'LICENSE')

// The whole repository has one license, and vsce only looks beside the manifest.
await copyFile(join(root, '../LICENSE'), license)
try {
  await createVSIX({ cwd: root, packagePath: join(root, 'rolecall-vscode.vsix'), dependencies: false })
} finally {
  await rm(license, { force: true })
}
