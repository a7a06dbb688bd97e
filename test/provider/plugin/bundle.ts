import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

type Bundler = { readonly bundlePlugin: (options: { readonly entryPoints: readonly string[] }) => Promise<string> }

const bundler = new URL('../../../provider/build/parts.mjs', import.meta.url)

export type Bundle = { readonly directory: string; readonly path: string; remove(): Promise<void> }

/** A fixture as the provider is built, in a directory of its own. */
export const bundleFixture = async (name: string, as = `${name}.cjs`): Promise<Bundle> => {
  const { bundlePlugin } = (await import(bundler.href)) as Bundler
  const text = await bundlePlugin({ entryPoints: [new URL(`fixtures/${name}.ts`, import.meta.url).pathname] })
  const directory = await mkdtemp(join(tmpdir(), 'rolecall-test-'))
  const path = join(directory, as)
  await writeFile(path, text, { mode: 0o755 })
  return { directory, path, remove: () => rm(directory, { recursive: true, force: true }) }
}
