/** The page of the words, held against the programs that say them. */
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startServer } from '../extension/server.js'
import { run } from '../provider/cli/command.js'
import type { Session } from '../provider/terraform/support/session.js'
import { startSession } from '../provider/terraform/support/session.js'
import { createProject, root } from '../provider/types/project.js'
import { fencesRunBy } from './fences.js'
import { mentions } from './output.js'

/** What the page says that each program prints, and the permission it is about. */
const cases = fencesRunBy('test/docs/same-words.test.ts').map(({ text }) => {
  const words = new Map(
    text
      .trim()
      .split('\n')
      .map((line) => [line.slice(0, 8).trim(), line.slice(8)]),
  )
  return { words, permission: /Type '"(.+?)"'/.exec(words.get('tsc') ?? '')?.[1] ?? '' }
})

const roleFile = (permission: string): string =>
  `astro_role:\n  viewer:\n    name: Viewer\n    scope_type: DEPLOYMENT\n    permissions: ["${permission}"]\n`

const app = (permission: string): string => `import { AstroRole, RolecallProvider } from '@rolecall/provider/cdktf'
import { App, TerraformStack } from 'cdktf'
const app = new App()
const stack = new TerraformStack(app, 'stack')
new RolecallProvider(stack, 'rolecall', {})
new AstroRole(stack, 'viewer', { name: 'Viewer', scopeType: 'DEPLOYMENT', permissions: ['${permission}'] })
app.synth()
`

const compilerOptions = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  module: 'node16',
  target: 'es2022',
  types: [],
}

const execute = (args: readonly string[], cwd: string): Promise<string> =>
  promisify(execFile)(process.execPath, [...args], { cwd }).then(
    ({ stdout, stderr }) => stdout + stderr,
    (error: unknown) => {
      const { stdout, stderr } = error as { readonly stdout: string; readonly stderr: string }
      return stdout + stderr
    },
  )

/** Warnings stand in the manifest, from which the command prints them. */
const annotations = (directory: string): string => {
  const manifest = JSON.parse(readFileSync(join(directory, 'cdktf.out/manifest.json'), 'utf8')) as {
    readonly stacks: { readonly [name: string]: { readonly annotations: readonly Record<string, string>[] } }
  }
  return Object.values(manifest.stacks)
    .flatMap((stack) => stack.annotations.map(({ constructPath, message }) => `[${constructPath}] ${message}`))
    .join('\n')
}

let session: Session

beforeAll(async () => {
  session = await startSession()
})
afterAll(() => session.close())

const editor = async (permission: string): Promise<string> => {
  const server = await startServer()
  const diagnostics = await server.pushed(await server.open('viewer.roles.yaml', roleFile(permission)))
  await server.stop()
  return diagnostics.map(({ message, source, code }) => `${message} ${source}(${code})`).join('\n')
}

const plan = async (permission: string): Promise<string> => {
  const workspace = await session.workspace()
  await workspace.write({
    resource: {
      rolecall_astro_role: { viewer: { name: 'Viewer', scope_type: 'DEPLOYMENT', permissions: [permission] } },
    },
  })
  const { stdout, stderr } = await workspace.run(['plan', '-no-color'])
  return stdout + stderr
}

describe.each(cases)('$permission', ({ permission, words }) => {
  const expectSaid = (program: string, printed: string): void => {
    const shown = words.get(program) ?? `the page has no ${program}`
    if (!mentions(shown, printed)) expect(printed, program).toBe(shown)
  }

  test('in the editor, by lint and in the plan', async () => {
    expectSaid('editor', await editor(permission))
    expectSaid('plan', await plan(permission))
    const directory = createProject({ 'viewer.roles.yaml': roleFile(permission) })
    expectSaid('lint', run(directory, ['lint']).stdout)
  })

  test('at synth, and by the compiler with closed types', async () => {
    const directory = createProject({
      'main.ts': app(permission),
      'tsconfig.json': JSON.stringify({ compilerOptions }),
    })
    const thrown = await execute([join(root, 'node_modules/tsx/dist/cli.mjs'), 'main.ts'], directory)
    expectSaid('synth', thrown || annotations(directory))
    expect(run(directory, ['catalog', 'types', '--closed']).code).toBe(0)
    expectSaid('tsc', await execute([join(root, 'node_modules/typescript/bin/tsc'), '-p', '.'], directory))
  })
})

test('the page has the words of every program', () => {
  for (const { words } of cases) expect([...words.keys()]).toEqual(['editor', 'lint', 'synth', 'plan', 'tsc'])
  expect(cases).toHaveLength(3)
})
