/** The library's types under the compilers and the ways to find modules that people have. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { installed } from '../../tools.js'
import { app } from './app-of-a-user.js'
import { createProject, root } from './project.js'

const folder = installed('typescript')

const compilers = {
  '5.4': folder && join(folder, 'node_modules/typescript-5.4'),
  '5.9': join(root, 'node_modules/typescript'),
  '6.0': folder && join(folder, 'node_modules/typescript-6.0'),
  '7.0': folder && join(folder, 'node_modules/typescript-7.0'),
}

/** With the declarations themselves checked once a compiler, which takes most of the time. */
const resolutions = {
  // As `cdktf init` sets it. TypeScript 6 warns of it, and 7 has it no more.
  node10: { module: 'commonjs', moduleResolution: 'node10', skipLibCheck: true },
  node16: { module: 'node16', moduleResolution: 'node16', skipLibCheck: false },
  bundler: { module: 'esnext', moduleResolution: 'bundler', skipLibCheck: true },
}

const settings = { strict: true, noEmit: true, target: 'es2022', lib: ['es2022'], types: ['node'] }

/** What the compiler says; nothing where all is right. */
const compile = (compiler: string, directory: string): string => {
  const { stdout, stderr, status } = spawnSync(process.execPath, [join(compiler, 'bin/tsc'), '-p', directory], {
    cwd: directory,
    encoding: 'utf8',
  })
  return status === 0 ? '' : stdout + stderr
}

for (const [version, compiler] of Object.entries(compilers)) {
  const offered = Object.entries(resolutions).filter(([name]) => name !== 'node10' || Number(version) < 6)
  test.skipIf(compiler === null).each(offered)(
    `TypeScript ${version} takes an app of either core, and refuses what is wrong, with modules found as %s`,
    (_, options) => {
      const directory = createProject({
        'tsconfig.json': JSON.stringify({ compilerOptions: { ...settings, ...options } }),
        'cdktf.cts': app('cdktf'),
        'cdktn.mts': app('cdktn'),
      })
      expect(compile(compiler ?? '', directory)).toBe('')
    },
  )
}
