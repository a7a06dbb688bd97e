import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { directoryWith, run } from './command.js'

const roles = `version: 1
astro_role:
  viewer: { name: "<b>Viewer</b>", scope_type: DEPLOYMENT, permissions: [deployment.get, "deployment.airflow.*.get"] }
  keeper: { name: Keeper, scope_type: DEPLOYMENT, permissions: [deployment.get, deployment.delete] }
jitsudo_role:
  auditor: { slug: auditor, name: Auditor, scopes: [audit.read] }
`

test('writes one page with a table a platform, and no way to reach out', () => {
  const directory = directoryWith({ 'a.roles.yaml': roles })
  const { code, stderr } = run(directory, ['report', '--out', 'report.html'])
  expect([code, stderr]).toEqual([0, 'rolecall: report.html shows 3 roles from 1 file\n'])
  const page = readFileSync(join(directory, 'report.html'), 'utf8')
  expect(page.match(/<table>/g)).toHaveLength(2)
  expect(page).toContain("default-src 'none'")
  expect(page).not.toContain('<script')
  expect(page).not.toContain('<b>Viewer')
  expect(page).toContain('&lt;b&gt;Viewer&lt;/b&gt;')
  expect(page).toContain('deployment.airflow.dag.get')
})

test('counts a file that code names', () => {
  const main = `import { RoleFiles } from '@rolecall/provider/cdktf'\nnew RoleFiles(s, 'r', { paths: ['own/*.roles.yaml'] })\n`
  const files = { 'a.roles.yaml': roles, 'own/b.roles.yaml': 'services: {}\n', 'other.roles.yaml': 'services: {}\n' }
  const directory = directoryWith({ ...files, 'cdktf.json': '{}', 'src/main.ts': main })
  for (const [args, count] of [
    [[], '3 roles from 2 files'],
    [['a.roles.yaml', 'other.roles.yaml', 'own/b.roles.yaml'], '3 roles from 2 files'],
    [['a.roles.yaml', 'other.roles.yaml'], '3 roles from 1 file'],
  ] as const) {
    expect(run(directory, ['report', '--out', 'r.html', ...args]).stderr).toBe(`rolecall: r.html shows ${count}\n`)
  }
})

test('shows a role of a .tf file and of the .tofu file in its place once', () => {
  const text =
    'resource "rolecall_astro_role" "x" {\n  name = "X"\n  scope_type = "DEPLOYMENT"\n  permissions = ["deployment.get"]\n}\n'
  const directory = directoryWith({ 'main.tf': text, 'main.tofu': text })
  expect(run(directory, ['report', '--out', 'r.html']).stderr).toBe('rolecall: r.html shows 1 role from 1 file\n')
})

test('what cannot be written is said, and nothing is left beside it', () => {
  const directory = directoryWith({ 'a.roles.yaml': roles, 'taken/x': '' })
  const { code, stderr } = run(directory, ['report', '--out', 'taken'])
  expect([code, stderr]).toEqual([2, expect.stringMatching(/^rolecall: taken cannot be written: E[A-Z]+: [^,\n]+\n$/)])
  expect(readdirSync(directory).sort()).toEqual(['a.roles.yaml', 'taken'])
})

test('writes nothing where there are no roles', () => {
  const directory = directoryWith({ 'a.roles.yaml': 'version: 1\n' })
  const { code, stderr } = run(directory, ['report', '--out', 'report.html'])
  expect([code, stderr]).toEqual([2, 'rolecall: there are no roles to report\n'])
  expect(existsSync(join(directory, 'report.html'))).toBe(false)
})
