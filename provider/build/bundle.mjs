import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))

const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  // jsonc-parser's `main` is UMD, whose inner requires no bundler can see.
  mainFields: ['module', 'main'],
  define: { ROLECALL_VERSION: JSON.stringify(version) },
  legalComments: 'none',
  logLevel: 'warning',
  write: false,
}

/** Written beside the target and renamed, so that a process that starts meanwhile never reads half a file. */
const replace = async (path, contents, mode = 0o644) => {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(`${path}.tmp`, contents, { mode })
  await chmod(`${path}.tmp`, mode)
  await rename(`${path}.tmp`, path)
}

/**
 * The Terraform provider: one CommonJS file that Terraform starts by its shebang. Syntax is lowered so
 * far that a node which is too old still parses the file and reaches the guard in its first lines.
 */
export const bundleProvider = async () => {
  const guard = await readFile(join(root, 'plugin/node-guard.js'), 'utf8')
  const { outputFiles } = await build({
    ...common,
    entryPoints: ['main.ts'],
    format: 'cjs',
    target: 'node12',
    supported: { 'dynamic-import': false },
    minifySyntax: true,
    minifyWhitespace: true,
    outfile: 'dist/provider/terraform-provider-rolecall.cjs',
  })
  for (const { path, text } of outputFiles) await replace(path, `#!/usr/bin/env node\n${guard}${text}`, 0o755)
}

/** The `rolecall` command: ES modules, split so that a verb loads only what it needs. */
export const bundleCli = async () => {
  const { outputFiles } = await build({
    ...common,
    entryPoints: { rolecall: 'cli/main.ts' },
    format: 'esm',
    target: 'node20.19',
    splitting: true,
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    outdir: 'dist/cli',
  })
  for (const { path, contents } of outputFiles) await replace(path, contents)
}
