import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

test('the pages under docs/ say what the schema says', () => {
  const script = fileURLToPath(new URL('../../../provider/build/docs.mjs', import.meta.url))
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, '--check'], { encoding: 'utf8' })
  expect([status, stdout, stderr]).toEqual([0, '', ''])
})
