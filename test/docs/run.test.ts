/** What the pages show, as a reader would use it: files are checked by the programs that read them, commands are run. */
import { execFile } from 'node:child_process'
import { rm, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startSandbox } from '../../provider/sandbox/sandbox.js'
import { astronomer } from '../provider/terraform/support/astronomer.js'
import type { Mirror } from '../provider/terraform/support/forms.js'
import { mirrorOf } from '../provider/terraform/support/forms.js'
import { kindOf } from '../provider/terraform/support/kinds.js'
import type { Session } from '../provider/terraform/support/session.js'
import { startSession } from '../provider/terraform/support/session.js'
import { terraformProgram } from '../provider/terraform/support/terraform.js'
import type { Workspace } from '../provider/terraform/support/workspace.js'
import type { Directory } from './directories.js'
import { writeDirectories } from './directories.js'
import type { Fence } from './fences.js'
import { placeOf, root } from './fences.js'
import { shows } from './output.js'

type Ran = { readonly code: number; readonly stdout: string; readonly stderr: string }

const { base, directories } = await writeDirectories()

let session: Session
let mirror: Mirror
/** Lends its environment, in which the provider of this process answers. */
let workspace: Workspace

const execute = (
  cwd: string,
  command: string,
  args: readonly string[],
  input = '',
  env: Readonly<Record<string, string>> = {},
): Promise<Ran> =>
  new Promise((resolve) => {
    const options = {
      cwd,
      env: {
        ...process.env,
        ...session.sandbox.env,
        PATH: [join(root, 'node_modules/.bin'), process.env['PATH']].join(delimiter),
        TF_CLI_CONFIG_FILE: mirror.terraformRc,
        CHECKPOINT_DISABLE: '1',
        NO_COLOR: '1',
        ...env,
      },
      maxBuffer: 1e8,
    }
    const child = execFile(command, args, options, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code ?? 1) : 0, stdout, stderr }),
    )
    child.stdin?.end(input)
  })

beforeAll(async () => {
  session = await startSession()
  await session.attach(astronomer(kindOf('astro_role', session.sandbox).remote, []))
  mirror = await mirrorOf('script')
  workspace = await session.workspace()
})
afterAll(async () => {
  await session.close()
  await mirror.close()
  await rm(base, { recursive: true })
})

const withFiles = (suffix: string): readonly Directory[] =>
  directories.filter(({ files }) => [...files.keys()].some((name) => name.endsWith(suffix)))

/** `file:line CODE` of each comment that says which problem its line has. */
const announcedIn = (name: string, { text }: Fence): readonly string[] =>
  text.split('\n').flatMap((line, index) => {
    const code = /(?:#|\/\/) (RC\d{3})\b/.exec(line)?.[1]
    return code === undefined ? [] : [`${name}:${index + 1} ${code}`]
  })

const announced = ({ files }: Directory): readonly string[] =>
  [...files].flatMap(([name, fence]) => announcedIn(name, fence))

type Problem = {
  readonly file: string
  readonly code: string
  readonly severity: string
  readonly range: { readonly start: { readonly line: number } }
}

describe('linted', () => {
  test('the problems of all files are those that their comments name', async () => {
    const { stdout, stderr } = await execute(base, 'rolecall', ['lint', '--format', 'json'])
    const { problems } = JSON.parse(stdout) as { readonly problems: readonly Problem[] }
    const found = problems
      .filter(({ severity }) => severity !== 'hint')
      .map(({ file, range, code }) => `${file}:${range.start.line + 1} ${code}`)
    const expected = directories.flatMap((directory) => announced(directory).map((each) => `${directory.name}/${each}`))
    expect([...new Set(found)].toSorted(), stderr).toEqual(expected.toSorted())
  })
})

type Diagnostic = { readonly severity: string; readonly summary: string; readonly detail?: string }

describe.each(withFiles('.tf').map((directory) => [directory.name, directory] as const))('%s', (_, directory) => {
  test('is valid Terraform', async () => {
    const { stdout, stderr } = await workspace.run(['validate', '-json'], { cwd: directory.path })
    const { diagnostics } = JSON.parse(stdout) as { readonly diagnostics: readonly Diagnostic[] }
    const codes = announced(directory).map((each) => each.replace(/^.* /, ''))
    const others = diagnostics.filter(({ summary }) => !codes.some((code) => summary.includes(`(${code})`)))
    expect(others, stderr).toEqual([])
  })
})

test('Terraform is in the form of terraform fmt', async () => {
  const { stdout } = await execute(base, terraformProgram, ['fmt', '-check', '-diff', '-recursive', '.'])
  expect(stdout).toBe('')
})

describe('TypeScript', () => {
  test('has no type errors', async () => {
    const include = withFiles('.ts').map(({ path }) => `${path}/**/*.ts`)
    const tsconfig = {
      compilerOptions: {
        module: 'NodeNext',
        target: 'ES2023',
        strict: true,
        noEmit: true,
        skipLibCheck: true,
        types: ['node'],
      },
      include,
    }
    await writeFile(join(base, 'tsconfig.json'), JSON.stringify(tsconfig))
    await writeFile(join(base, 'package.json'), '{ "type": "module" }')
    const { stdout } = await execute(base, 'tsc', ['-p', '.'])
    expect(stdout).toBe('')
  })

  test.each(withFiles('.ts').map((directory) => [directory.name, directory] as const))(
    '%s is synthesized to valid Terraform',
    async (_, { path }) => {
      const synth = await execute(path, process.execPath, ['--import', 'tsx', 'main.ts'])
      expect([synth.code, synth.stderr]).toEqual([0, ''])
      const { stdout } = await workspace.run(['validate', '-json'], { cwd: join(path, 'cdktf.out/stacks/roles') })
      expect((JSON.parse(stdout) as { readonly diagnostics: unknown }).diagnostics).toEqual([])
    },
  )
})

/** Our package as npm would have it, for fences that install it by name. */
const packed = async (): Promise<string> => {
  const args = ['pack', '--ignore-scripts', '--silent', '--pack-destination', base]
  const { stdout } = await execute(join(root, 'provider'), 'npm', args)
  return join(base, stdout.trim())
}

let tarball: Promise<string> | undefined

const withTarball = async (text: string): Promise<string> => {
  if (!/^npm install .*@rolecall\/provider/m.test(text)) return text
  tarball ??= packed()
  const path = await tarball
  return text.replaceAll(/^npm install .*$/gm, (line) => line.replace('@rolecall/provider', path))
}

/** Platforms of its own, so that no directory meets the roles of another. */
const take = async ({ path, steps }: Directory): Promise<void> => {
  const sandbox = await startSandbox()
  let printed = ''
  for (const { fence, does } of steps) {
    if (does === 'show') {
      if (!shows(fence.text, printed)) expect(printed, placeOf(fence)).toBe(fence.text)
      continue
    }
    const typed = await withTarball(fence.text)
    const { code, stdout, stderr } = await execute(path, 'sh', ['-e', '-c', typed], 'yes\n', sandbox.env)
    expect([code, placeOf(fence)], stdout + stderr).toEqual([0, placeOf(fence)])
    printed = stdout + stderr
  }
  await sandbox.close()
}

describe.each(
  directories.filter(({ steps }) => steps.length > 0).map((directory) => [directory.name, directory] as const),
)('%s', (_, directory) => {
  test('its commands do what the page says', () => take(directory), 300_000)
})
