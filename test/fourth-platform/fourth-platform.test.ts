/**
 * A fourth platform, laid over a copy of the checkout: its own folders and a line in each registry are all
 * it needs. The compiler asks for those lines, and tests ask for what else there must be.
 */
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Copy, Ran } from './copy.js'
import { copyCheckout } from './copy.js'

const overlay = fileURLToPath(new URL('overlay', import.meta.url))

let copy: Copy
beforeAll(() => {
  copy = copyCheckout()
  copy.lay(overlay)
})
afterAll(() => copy.remove())

/** Its import, and its name in the list. */
const register = (path: string, module: string): void =>
  copy.patch(
    path,
    ['import { jitsudo }', `import { grafana } from './grafana/${module}'\nimport { jitsudo }`],
    ['{ astro, northflank, jitsudo }', '{ astro, northflank, jitsudo, grafana }'],
  )

const compile = (...workspaces: readonly string[]): Ran => copy.run('npx', 'tsc', '-b', ...workspaces)

/** Suites that try every type of role, and so this one too once it says what they need to know. */
const suites = [
  'test/provider/newer-core',
  ...['at-least', 'data-sources', 'forget', 'options', 'protection', 'timeouts'].map(
    (name) => `test/provider/terraform/${name}.test.ts`,
  ),
]

const runTests = (...paths: readonly string[]): Ran =>
  copy.run('npx', 'vitest', 'run', '--config', 'test/vitest.config.ts', ...paths)

// In the order in which somebody who adds a platform meets them.
test('a fourth platform takes its folders and the lines that are asked for, and then works everywhere', () => {
  register('shared/platforms/registry.ts', 'platform.js')
  const asked = compile('provider').output
  expect(asked).toMatch(/provider\/platforms\/adapters\.ts.*'grafana' is missing/)
  expect(asked).toMatch(/provider\/sandbox\/platforms\.ts[^]*'grafana' is missing/)

  register('provider/platforms/adapters.ts', 'adapter.js')
  register('provider/sandbox/platforms.ts', 'platform.js')
  const built = copy.run('npm', 'run', 'build')
  expect(built.code, built.output).toBe(0)
  expect(compile('provider', 'extension', 'test')).toEqual({ code: 0, output: '' })
  const works = runTests('test/grafana', 'test/shared/platforms', 'test/provider/roles/import-id.test.ts')
  expect(works.code, works.output).toBe(0)

  const { output } = runTests('test/provider/platforms/everywhere.test.ts')
  for (const place of [
    'test/provider/platforms/subjects.ts',
    'test/provider/terraform/support/kinds.ts',
    'provider/docs/resources/grafana_role.md',
    'has a data source with an example and a page: grafana_roles',
    'provider/examples/roles-as-code/roles',
    'README.md',
  ])
    expect(output).toMatch(new RegExp(`FAIL.*grafana_role.*${place}`))
  expect(output).not.toMatch(/FAIL.*(?:astro|northflank|jitsudo)_/)

  copy.patch(
    'test/provider/terraform/support/kinds.ts',
    [
      "import type { Remote } from './remote.js'",
      "import { grafanaRole } from '../../../grafana/kind.js'\nimport type { Remote } from './remote.js'",
    ],
    ['  jitsudo_role: jitsudoRole,', '  jitsudo_role: jitsudoRole,\n  grafana_role: grafanaRole,'],
  )
  const tried = runTests(...suites, '-t', '^grafana_role')
  expect(tried.code, tried.output).toBe(0)
  for (const suite of suites.slice(1)) expect(tried.output).toMatch(new RegExp(`✓.*${suite}`))
}, 1_800_000)
