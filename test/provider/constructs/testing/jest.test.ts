/** The matchers in the `expect` of jest, and what they are to the compiler there. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { fencesRunBy } from '../../../docs/fences.js'
import { installed } from '../../../tools.js'

const jest = installed('jest')

const extended = `
import { toGrant, toHaveRole, toStayWithin } from '@rolecall/provider/testing'
expect.extend({ toGrant, toHaveRole, toStayWithin })
`

const uses = `
expect(1).toGrant('deployment.get', 'deployment.update')
expect(1).not.toHaveRole('Viewer', { scope_type: 'DEPLOYMENT' })
expect(1).toStayWithin('high')
// @ts-expect-error there is no such level
expect(1).toStayWithin('lots')
`

/** What the compiler says of files beside jest. */
const problemsOf = (folder: string, files: ReadonlyMap<string, string>): readonly string[] => {
  const options: ts.CompilerOptions = {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    typeRoots: [join(folder, 'node_modules/@types')],
    types: ['jest', 'node'],
    strict: true,
    noEmit: true,
    skipLibCheck: false,
    esModuleInterop: true,
    target: ts.ScriptTarget.ES2022,
  }
  const host = ts.createCompilerHost(options)
  const { fileExists, getSourceFile } = host
  host.fileExists = (name) => files.has(name) || fileExists(name)
  host.getSourceFile = (name, ...rest) => {
    const text = files.get(name)
    return text === undefined ? getSourceFile(name, ...rest) : ts.createSourceFile(name, text, ts.ScriptTarget.ES2022)
  }
  const diagnostics = ts.getPreEmitDiagnostics(ts.createProgram([...files.keys()], options, host))
  return diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))
}

test.skipIf(jest === null)('jest runs them, with stacks of both cores', () => {
  const { status, stderr } = spawnSync(
    process.execPath,
    [
      join(jest ?? '', 'node_modules/jest/bin/jest.js'),
      '--rootDir',
      fileURLToPath(new URL('with-jest', import.meta.url)),
      '--testMatch',
      '**/*.test.cjs',
    ],
    { encoding: 'utf8', env: { ...process.env, CI: '1', FORCE_COLOR: '0' } },
  )
  expect(stderr).toContain('Tests:       4 passed, 4 total')
  expect(status).toBe(0)
})

test.skipIf(jest === null)('the types of jest know them, and the expect of @jest/globals after one declaration', () => {
  const [page] = fencesRunBy('test/provider/constructs/testing/jest.test.ts')
  const folder = jest ?? ''
  const files = [
    [join(folder, 'global.ts'), extended + uses],
    [join(folder, 'imported.ts'), (page?.text ?? '') + uses],
  ] as const
  expect(problemsOf(folder, new Map(files))).toEqual([])
})
