import { readFile } from 'node:fs/promises'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const here = fileURLToPath(new URL('.', import.meta.url))

export type Bundle = { readonly directory: string; readonly path: string; remove(): Promise<void> }

/** A fixture as the provider is built: one CommonJS file behind the guard, in a directory of its own. */
export const bundleFixture = async (name: string, as = `${name}.cjs`): Promise<Bundle> => {
  const directory = await mkdtemp(join(tmpdir(), 'rolecall-test-'))
  const path = join(directory, as)
  const guard = await readFile(join(here, '../../../provider/plugin/node-guard.js'), 'utf8')
  await build({
    entryPoints: [join(here, 'fixtures', `${name}.ts`)],
    outfile: path,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node12',
    supported: { 'dynamic-import': false },
    banner: { js: `#!/usr/bin/env node\n${guard}` },
    logLevel: 'warning',
  })
  return { directory, path, remove: () => rm(directory, { recursive: true, force: true }) }
}
