/** What an editor offers that has nothing of ours but the types of the library. */
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createProject } from './project.js'
import { startTsserver } from './tsserver.js'

const compilerOptions = { strict: true, module: 'node16', target: 'es2022', lib: ['es2022'], types: [] }

const head = `
import { AstroRole, NorthflankOrgRole, fromToken } from '@rolecall/provider/cdktf'
import type { TerraformStack } from 'cdktf'
declare const stack: TerraformStack
declare const text: string
const common = ['deployment.get'] as const
const plain = { name: 'Plain' }
`

const role = (config: string): string => `${head}new AstroRole(stack, 'role', { ...plain, ${config}`

const types = `export {}
declare module '@rolecall/provider/catalog' {
  interface NorthflankProjectScopePermissions { 'Project > Learned': true }
}
`

const start = (files: Readonly<Record<string, string>> = {}) => {
  const directory = createProject({ 'tsconfig.json': JSON.stringify({ compilerOptions }), 'app.ts': head, ...files })
  return startTsserver(join(directory, 'app.ts'))
}

const [deployment, dag] = ['deployment.logs.get', 'dag.airflow.dag.get']

test('plain tsserver offers the permissions of the scope, and the scopes, wherever one types them', async () => {
  const { offered } = start()
  const scopes = async (text: string) => {
    const names = await offered(text)
    return {
      deployment: names.includes(deployment),
      dag: names.includes(dag),
      others: names.some((name) => !name.includes('.')),
    }
  }

  expect(await offered(role("scopeType: '|' })"))).toEqual(['DEPLOYMENT', 'DAG'])
  expect(await offered(role("scopeType: '|"))).toEqual(['DEPLOYMENT', 'DAG'])
  expect(await scopes(role("permissions: ['|'] })"))).toEqual({ deployment: true, dag: true, others: false })
  const ofDeployments = { deployment: true, dag: false, others: false }
  for (const text of [
    "scopeType: 'DEPLOYMENT', permissions: ['|'] })",
    "permissions: ['|'], scopeType: 'DEPLOYMENT' })",
    "scopeType: 'DEPLOYMENT', permissions: [...common, '|'] })",
    "scopeType: 'DEPLOYMENT', permissions: ['deployment.get', '|",
    "scopeType: 'DEPLOYMENT', permissions: ['deployment.get', '|\n\nconst next = 1\n",
  ])
    expect(await scopes(role(text)), text).toEqual(ofDeployments)
  expect(await offered(role("scopeType: 'DAG', permissions: ['|"))).toEqual([dag])
  expect(await scopes(role("scopeType: fromToken(text), permissions: ['|'] })"))).toMatchObject({
    deployment: true,
    dag: true,
  })
})

test('what nobody confirmed is not offered, what a workspace learned is', async () => {
  const text = `${head}new NorthflankOrgRole(stack, 'org', { ...plain, permissions: { projectScope: ['|'] } })`
  expect(await start().offered(text)).toEqual([])
  expect(await start({ 'rolecall-types.d.ts': types }).offered(text)).toEqual(['Project > Learned'])
})

test('a wrong scope is underlined, a newer permission is not', async () => {
  const { errors } = start()
  expect(await errors(role("scopeType: 'DEPLOYMENT', permissions: ['deployment.newer.get'] })"))).toEqual([])
  expect(await errors(role("scopeType: 'WORKSPACE', permissions: ['deployment.get'] })"))).toEqual([
    expect.stringContaining('"WORKSPACE"'),
  ])
})
