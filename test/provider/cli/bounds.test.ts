import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { directoryWith } from './command.js'

const rolecall = fileURLToPath(new URL('../../../provider/bin/rolecall.js', import.meta.url))

/** Seconds are enough for each of these. What grows faster than its input needs far more than this, or never ends. */
const patience = 100_000

/** Megabytes of heap; three fifths of them are enough. */
const room = 500

const head = 'astro_role:\n  a:\n    name: A\n    scope_type: DEPLOYMENT\n    permissions:'
const role = `${head} [deployment.gett]\n`
const stars = `${'*a'.repeat(28)}b.roles.yaml`
const directories = `${'**/a/'.repeat(28)}b.roles.yaml`
const deep = `${'a/'.repeat(60)}${'a'.repeat(120)}.roles.yaml`

const withIgnores = (line: string, count: number): string =>
  `${head}\n${`${line}\n`.repeat(count)}      - deployment.get\n`

test.each<readonly [string, Readonly<Record<string, string>>, number]>([
  [
    'stars in the configuration',
    { '.rolecall/config.yaml': `ignore: ["${stars}", "${directories}"]\n`, [deep]: role },
    1,
  ],
  ['stars in .gitignore', { '.gitignore': `${stars}\n${directories}\n`, [deep]: role }, 1],
  [
    'ignore comments above one line',
    { 'a.roles.yaml': withIgnores('      # rolecall-ignore RC001 -- x', 100_000) },
    100_000,
  ],
  [
    'ignore comments that hide something',
    { 'a.roles.yaml': withIgnores('      - deployment.gett # rolecall-ignore RC001', 50_000) },
    49_999,
  ],
  [
    'ignore comments in Terraform',
    {
      'a.tf': `resource "rolecall_astro_role" "a" {\n  name = "A"\n  scope_type = "DEPLOYMENT"\n  permissions = [\n${'    "deployment.gett", # rolecall-ignore RC001, RC002\n'.repeat(50_000)}  ]\n}\n`,
    },
    1,
  ],
  [
    'ignore comments on one line',
    { 'a.roles.yaml': `${head} [deployment.get]${' # rolecall-ignore RC001'.repeat(100_000)}\n` },
    1,
  ],
  [
    'an ignore comment that does not end',
    { 'a.roles.yaml': `${head} [deployment.get] # rolecall-ignore${' '.repeat(100_000)}\u2028x\n` },
    1,
  ],
  ['one permission, again and again', { 'a.roles.yaml': `${head} [${'deployment.get, '.repeat(300_000)}]\n` }, 299_999],
  [
    'patterns',
    { 'a.roles.yaml': `${head}\n${Array.from({ length: 50_000 }, (_, index) => `      - a${index}.*\n`).join('')}` },
    50_000,
  ],
  ['merge conflicts', { 'a.roles.yaml': `${role}${'<<<<<<< a\n=======\n>>>>>>> b\n'.repeat(50_000)}` }, 50_001],
  ['a merge conflict of many parts', { 'a.roles.yaml': `${role}<<<<<<< a\n${'=======\n'.repeat(200_000)}` }, 2],
])('%s take time and memory that grow with them', { timeout: 2 * patience }, (_, files, problems) => {
  const directory = directoryWith({ '.git/HEAD': '', ...files })
  const args = [`--max-old-space-size=${room}`, rolecall, 'lint', '--format', 'json']
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: directory,
    encoding: 'utf8',
    timeout: patience,
    killSignal: 'SIGKILL',
    maxBuffer: 1e9,
  })

  expect({ signal, stderr }).toEqual({ signal: null, stderr: '' })
  expect(status).toBeLessThan(2)
  expect(JSON.parse(stdout).problems).toHaveLength(problems)
})
