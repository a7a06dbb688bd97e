import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { run } from './command.js'

const checkout = fileURLToPath(new URL('../../..', import.meta.url))

/** What others made of the sources, and what is large. */
const leftOut = new Set(['node_modules', 'dist', '.git', 'output', 'cdktf.out', '.work', '.terraform'])

const fixture = 'test/editors/workspace/roles/team.roles.yaml'

test('this repository passes its own linter, which leaves the fixtures alone', () => {
  const copy = mkdtempSync(join(tmpdir(), 'rolecall-checkout-'))
  onTestFinished(() => rmSync(copy, { recursive: true, force: true }))
  cpSync(checkout, copy, { recursive: true, filter: (path) => !leftOut.has(basename(path)) })
  const { code, stdout, stderr } = run(copy, ['lint', '--strict', '--fix'])
  expect([code, stderr]).toEqual([0, ''])
  expect(stdout).toMatch(/^\d+ files checked: no errors or warnings\n$/)
  expect(readFileSync(join(copy, fixture), 'utf8')).toBe(readFileSync(join(checkout, fixture), 'utf8'))
})
