/** What is built writes down its version and the packages it has code of, for whoever packs it. */
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { buildVersion } from './version.mjs'

/** `…/node_modules/undici` of `…/node_modules/undici/lib/x.js`. */
const packageOf = (path) => /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(path)?.[1]

/**
 * Writes the version of a bundle and the directories of the packages it has code of to `directory/bundled/NAME.json`.
 *
 * @param {string} directory
 * @param {string} name
 * @returns {import('esbuild').Plugin}
 */
export const recordPackages = (directory, name) => ({
  name: 'record-packages',
  setup: (build) => {
    build.initialOptions.metafile = true
    build.onEnd(async ({ metafile }) => {
      const from = build.initialOptions.absWorkingDir ?? '.'
      const used = Object.values(metafile?.outputs ?? {}).flatMap(({ inputs }) =>
        Object.keys(inputs).filter((path) => inputs[path].bytesInOutput > 0),
      )
      const packages = new Set(used.flatMap((path) => packageOf(resolve(from, path)) ?? []))
      const file = join(directory, 'bundled', `${name}.json`)
      await mkdir(dirname(file), { recursive: true })
      await writeFile(file, JSON.stringify({ version: buildVersion(), packages: [...packages].sort() }))
    })
  },
})
