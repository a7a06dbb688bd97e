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
}, 900_000)
