/** What is said of roles beside each other, of their provider's limit, and where. */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { RolecallProviderConfig } from '@rolecall/provider/cdktf'
import { AstroRole, NorthflankTeamRole, RolecallProvider, RoleFiles } from '@rolecall/provider/cdktf'
import { AstroRole as Binding } from '@rolecall/provider/cdktf/bindings/astro-role'
import type { TerraformStack } from 'cdktf'
import { TerraformVariable } from 'cdktf'
import { Construct } from 'constructs'
import { expect, test } from 'vitest'
import { placeOf, rememberCallSite } from '../../../provider/constructs/stack/places.js'
import { createWorkspace, messageOf, synthesize } from './workspace.js'

const root = fileURLToPath(new URL('../../..', import.meta.url))

const config = (name: string, permissions = ['deployment.get']) => ({
  name,
  scopeType: 'DEPLOYMENT' as const,
  permissions,
})

const said = (build: (stack: TerraformStack) => void): string =>
  messageOf(() =>
    synthesize((stack) => {
      new RolecallProvider(stack, 'rolecall')
      build(stack)
    }),
  )

const file = {
  'a.roles.yaml': 'astro_role:\n  viewer: { name: Viewer, scope_type: DEPLOYMENT, permissions: [deployment.get] }\n',
}

const sameName =
  /RC012 Another role of the same Organization has the name `Viewer` too\. Rename one of them\. They are/i

test('two constructs of one name in one organization, with both paths and places', () => {
  const message = said((stack) => {
    new AstroRole(stack, 'one', config('Viewer'))
    new AstroRole(stack, 'two', config('Viewer'))
  })

  expect(message).toMatch(sameName)
  expect(message).toMatch(/They are stack\/one \(.*stack-checks\.test\.ts:\d+:\d+\) and stack\/two \(.*:\d+:\d+\)/)
})

test('a place is never one of node', async () => {
  const construct = new Construct(undefined as never, '')
  setImmediate(rememberCallSite, construct)
  await new Promise(setImmediate)

  expect(placeOf(construct)).toBeNull()
})

test('a construct or a binding beside a role file', () => {
  const directory = createWorkspace(file)
  const beside = (make: (stack: TerraformStack) => void) =>
    said((stack) => {
      new RoleFiles(stack, 'files', { paths: ['*.roles.yaml'], directory })
      make(stack)
    })

  expect(beside((stack) => void new AstroRole(stack, 'code', config('Viewer')))).toMatch(sameName)
  expect(beside((stack) => void new Binding(stack, 'raw', config('Viewer')))).toMatch(sameName)
  expect(beside((stack) => void new AstroRole(stack, 'code', config('Editor')))).toBe('')
})

test('role files of two constructs, unless each says that it may be', () => {
  const deploy = (comment: string) => {
    const text = (key: string) =>
      `astro_role:\n  ${key}:\n    name: Viewer${comment}\n    scope_type: DEPLOYMENT\n    permissions: [deployment.get]\n`
    const directory = createWorkspace({ 'a.roles.yaml': text('a'), 'b.roles.yaml': text('b') })
    return said((stack) => {
      new RoleFiles(stack, 'one', { paths: ['a.roles.yaml'], directory })
      new RoleFiles(stack, 'two', { paths: ['b.roles.yaml'], directory })
    })
  }

  expect(deploy('')).toMatch(sameName)
  expect(deploy(' # rolecall-ignore RC012')).toBe('')
})

test('names are compared where it is known what holds the roles', () => {
  const pair = (one: object, two: object) =>
    said((stack) => {
      const token = new TerraformVariable(stack, 'organization', { type: 'string' }).stringValue
      const emea = new RolecallProvider(stack, 'emea', { alias: 'emea', astro: { organizationId: 'org-emea' } })
      const resolve = (value: object) => ({
        ...value,
        ...('token' in value && { organizationId: token }),
        ...('emea' in value && { provider: emea }),
      })
      new AstroRole(stack, 'one', { ...config('Viewer'), ...resolve(one) })
      new AstroRole(stack, 'two', { ...config('Viewer'), ...resolve(two) })
    })

  expect(pair({ organizationId: 'org-one' }, { organizationId: 'org-two' })).toBe('')
  expect(pair({ organizationId: 'org-one' }, {})).toBe('')
  expect(pair({ token: true }, { token: true })).toBe('')
  expect(pair({ emea: true }, {})).toBe('')
  expect(pair({ organizationId: 'org-one' }, { organizationId: 'org-one' })).toMatch(sameName)
  expect(pair({ emea: true }, { organizationId: 'org-emea' })).toMatch(sameName)
})

test('teams are apart', () => {
  const team = (stack: TerraformStack, id: string, teamId: string) =>
    new NorthflankTeamRole(stack, id, { teamId, name: 'Ops', permissions: { teamScope: ['A'] } })

  expect(said((stack) => [team(stack, 'one', 'team-one'), team(stack, 'two', 'team-two')])).toBe('')
  expect(said((stack) => [team(stack, 'one', 'team-one'), team(stack, 'two', 'team-one')])).toMatch(
    /RC012 .* `Ops` too/,
  )
})

test('a role that has moved to another resource of the stack is not there twice', () => {
  const message = said((stack) => {
    new AstroRole(stack, 'old', config('Viewer')).moveTo('viewer')
    new AstroRole(stack, 'new', config('Viewer')).addMoveTarget('viewer')
  })

  expect(message).toBe('')
})

test("the provider's limit holds, before that of the configuration", () => {
  const directory = createWorkspace({
    '.rolecall/config.yaml': 'version: 1\nmax_blast_radius: low\n',
    'a.roles.yaml': file['a.roles.yaml'].replace('deployment.get', 'deployment.delete'),
  })
  const deploy = (maxBlastRadius?: 'medium' | 'high') =>
    messageOf(() =>
      synthesize((stack) => {
        new RoleFiles(stack, 'files', { paths: ['*.roles.yaml'], directory })
        new RolecallProvider(stack, 'rolecall', maxBlastRadius === undefined ? {} : { maxBlastRadius })
        new AstroRole(stack, 'code', config('Code', ['deployment.delete']))
      }),
    )

  expect(deploy('medium')).toMatch(
    /\[stack\/files\/astro_role-viewer\] a\.roles\.yaml:2:\d+ RC009 .*above the limit medium/,
  )
  expect(deploy('medium')).toMatch(/\[stack\/code\] permissions\[0\]: RC009 .*above the limit medium.*stack-checks/)
  expect(deploy('high')).toBe('')
  expect(deploy()).toMatch(/a\.roles\.yaml:2:\d+ RC009 .*above the limit low/)
})

/** A catalog that knows one permission more, and takes the deletion of Deployments for harmless. */
const catalog = JSON.stringify({
  version: 1,
  platform: 'astro',
  retrieved: '2026-11-22',
  coverage: 'open',
  permissions: [
    { value: 'deployment.beam.get', scopes: ['DEPLOYMENT'], risk: 'low' },
    { value: 'deployment.delete', scopes: ['DEPLOYMENT'], risk: 'low' },
  ],
})

test("the provider's severities and catalogs hold, before those of the configuration, for classes and role files", () => {
  const directory = createWorkspace({
    '.rolecall/config.yaml': 'version: 1\nseverity: { RC001: warning }\n',
    'a.roles.yaml': file['a.roles.yaml'].replace('deployment.get', 'deployment.beam.get, deployment.delete'),
    'beam.json': catalog,
  })
  const deploy = (settings: RolecallProviderConfig, first: 'provider' | 'roles' = 'provider') => {
    const stacks: TerraformStack[] = []
    const message = messageOf(() =>
      synthesize((stack) => {
        stacks.push(stack)
        const make = () => new RolecallProvider(stack, 'rolecall', settings)
        if (first === 'provider') make()
        new RoleFiles(stack, 'files', { paths: ['*.roles.yaml'], directory })
        new AstroRole(stack, 'code', config('Code', ['deployment.beam.get', 'deployment.delete']))
        if (first === 'roles') make()
      }),
    )
    const said = stacks.flatMap(({ node }) => node.findAll().flatMap((each) => each.node.metadata))
    const warnings = said.flatMap(({ type, data }) => (type === '@cdktf/warn' ? [String(data)] : []))
    return { message, warnings: warnings.join('\n') }
  }
  const unknown = { file: /a\.roles\.yaml:2:\d+ RC001 /, code: /permissions\[0\]: RC001 .*stack-checks/ }

  for (const first of ['provider', 'roles'] as const) {
    const { message } = deploy({ severity: { RC001: 'error' } }, first)
    expect(message, first).toMatch(unknown.file)
    if (first === 'roles') expect(message).toMatch(unknown.code)
  }
  expect(deploy({ severity: { RC001: 'off' } })).toEqual({ message: '', warnings: '' })
  const catalogs = [join(directory, 'beam.json')]
  expect(deploy({ severity: { RC001: 'error' }, catalogs, maxBlastRadius: 'low' })).toMatchObject({ message: '' })
  expect(deploy({ maxBlastRadius: 'low' }).message).toMatch(/RC009/)
  expect(deploy({ catalogs: ['nowhere.json'] }).warnings).toMatch(
    /The catalog .*stacks\/stack\/nowhere\.json cannot be used: /,
  )
})

test('a role is judged by the provider that serves it', () => {
  const directory = createWorkspace({
    'a.roles.yaml':
      file['a.roles.yaml'].replace('deployment.get', 'deployment.unheard.get') +
      '  strict: { $provider: strict, name: Strict, scope_type: DEPLOYMENT, permissions: [deployment.unheard.get] }\n',
  })
  const message = said((stack) => {
    const strict = new RolecallProvider(stack, 'strict', { alias: 'strict', severity: { RC001: 'error' } })
    new RoleFiles(stack, 'files', { paths: ['*.roles.yaml'], directory })
    new AstroRole(stack, 'lenient', config('Lenient', ['deployment.unheard.get']))
    new AstroRole(stack, 'code', { ...config('Code', ['deployment.unheard.get']), provider: strict })
  })

  expect(message).toMatch(/a\.roles\.yaml:3:\d+ RC001 /)
  expect(message).not.toMatch(/a\.roles\.yaml:2:/)
  expect(message).not.toContain('lenient')
})

test.each(['cdktf', 'cdktn'])('an app on %s fails with the line that makes the role', async (core) => {
  const directory = createWorkspace({
    'main.cjs': [
      `const { App, TerraformStack } = require('${core}')`,
      "const { makeRole } = require('./roles.cjs')",
      'const app = new App()',
      "const stack = new TerraformStack(app, 'stack')",
      "makeRole(stack, 'viewer')",
      'app.synth()',
    ].join('\n'),
    'roles.cjs': [
      `const { AstroRole, RolecallProvider } = require('@rolecall/provider/${core}')`,
      "const { wrap } = require('helpers')",
      'exports.makeRole = (stack, id) => {',
      "  new RolecallProvider(stack, 'rolecall')",
      "  const config = { name: 'Viewer', scopeType: 'DEPLOYMENT', permissions: ['deployment..get'] }",
      '  wrap(() => new AstroRole(stack, id, config))',
      '}',
    ].join('\n'),
    'node_modules/helpers/index.js': 'exports.wrap = (make) => make()',
  })
  const env = { ...process.env, NODE_PATH: join(root, 'node_modules') }
  const run = promisify(execFile)(process.execPath, ['main.cjs'], { cwd: directory, env })

  await expect(run).rejects.toThrow(/\[stack\/viewer\] permissions\[0\]: RC005 .* \(roles\.cjs:6:14\)/)
})
