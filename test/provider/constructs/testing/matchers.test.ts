/** The matchers in the `expect` of vitest, with stacks of both cores. */
import * as cdktfLibrary from '@rolecall/provider/cdktf'
import * as cdktnLibrary from '@rolecall/provider/cdktn'
import { toGrant, toHaveRole, toStayWithin } from '@rolecall/provider/testing'
import * as cdktf from 'cdktf'
import * as cdktn from 'cdktn'
import { Construct } from 'constructs'
import { describe, expect, test, vi } from 'vitest'
import { createWorkspace, messageOf } from '../workspace.js'

expect.extend({ toGrant, toHaveRole, toStayWithin })

const files = {
  'a.roles.yaml':
    'astro_role:\n  viewer: { name: Viewer, scope_type: DEPLOYMENT, permissions: [deployment.get, deployment.logs.*] }\n' +
    'jitsudo_role:\n  auditor: { slug: auditor, name: Auditor, scopes: [audit.read] }\n',
}

/** CDK Terrain differs from CDKTF for the compiler, not in what is used here. */
const cores = [
  ['cdktf', cdktf, cdktfLibrary],
  ['cdktn', cdktn as unknown as typeof cdktf, cdktnLibrary as unknown as typeof cdktfLibrary],
] as const

describe.each(cores)('%s', (_, { Aspects, Fn, TerraformStack, TerraformVariable, Testing }, library) => {
  const build = () => {
    const app = Testing.app()
    const stack = new TerraformStack(app, 'stack')
    const roles = new library.RoleFiles(stack, 'roles', { paths: ['*.yaml'], directory: createWorkspace(files) })
    const deployer = new library.AstroRole(stack, 'deployer', {
      name: 'Deployer',
      scopeType: 'DEPLOYMENT',
      permissions: ['deployment.get', 'deployment.deploys.*'],
    })
    return { app, stack, roles, deployer }
  }

  test('toGrant: all of them, by one role or several; with not, none of them', () => {
    const { app, stack, roles, deployer } = build()

    expect(deployer).toGrant('deployment.get', 'deployment.deploys.create')
    expect(roles).toGrant('deployment.logs.get', 'audit.read')
    expect(stack).toGrant('deployment.deploys.create', 'deployment.logs.get')
    expect(app).not.toGrant('deployment.delete', 'deployment.update')
    expect(messageOf(() => expect(deployer).toGrant('deployment.get', 'deployment.delete'))).toBe(
      'astro_role.deployer should grant deployment.delete.\n' +
        'Granted is deployment.deploys.create, deployment.deploys.get, deployment.deploys.update, deployment.get.',
    )
    expect(messageOf(() => expect(stack).not.toGrant('deployment.delete', 'deployment.logs.get'))).toBe(
      'astro_role.viewer should not grant deployment.logs.get.',
    )
  })

  test('toHaveRole: by address, name or slug, with attributes', () => {
    const { stack, roles, deployer } = build()

    for (const role of ['astro_role.viewer', 'rolecall_astro_role.viewer', 'Viewer', 'auditor'])
      expect(stack).toHaveRole(role)
    expect(roles).not.toHaveRole('Deployer')
    expect(new Construct(stack, 'empty')).not.toHaveRole('Viewer')
    expect(deployer).toHaveRole('Deployer', {
      scope_type: 'DEPLOYMENT',
      permissions: expect.arrayContaining(['deployment.get']),
    })
    expect(stack).toHaveRole('jitsudo_role.auditor', { scopes: ['audit.read'], tenant_id: undefined })
    expect(stack).toHaveRole('astro_role.deployer', {
      permissions: [
        'deployment.get',
        'deployment.deploys.update',
        'deployment.deploys.get',
        'deployment.deploys.create',
      ],
    })
    expect(messageOf(() => expect(stack).toHaveRole('Reader'))).toBe(
      'There is no role Reader. There is astro_role.viewer, jitsudo_role.auditor, astro_role.deployer.',
    )
    expect(messageOf(() => expect(stack).toHaveRole('Viewer', { scope_type: 'DAG' }))).toMatch(
      /astro_role\.viewer should have scope_type .*"DAG".*, and has .*"DEPLOYMENT"/,
    )
    expect(messageOf(() => expect(stack).not.toHaveRole('Viewer'))).toBe('astro_role.viewer should not be there.')
  })

  test('toHaveRole renders the stack once for all its roles', () => {
    const { stack } = build()
    expect(stack).toHaveRole('Viewer')
    const render = vi.spyOn(stack, 'toTerraform')

    expect(stack).toHaveRole('Viewer')
    expect(render).toHaveBeenCalledTimes(1)
  })

  test('toStayWithin: no role above the level', () => {
    const { stack, roles } = build()

    expect(stack).toStayWithin('medium')
    expect(stack).not.toStayWithin('low')
    expect(roles).toStayWithin('low')
    expect(messageOf(() => expect(stack).toStayWithin('low'))).toBe(
      'astro_role.deployer should stay within low, and grants deployment.deploys.create (medium), deployment.deploys.update (medium).',
    )
    expect(messageOf(() => expect(stack).not.toStayWithin('high'))).toContain('should be able to do more than high')
  })

  test('toStayWithin rates by the catalogs above a role file and of the provider', () => {
    const rated = (risk: string) =>
      JSON.stringify({
        version: 1,
        platform: 'astro',
        retrieved: '2026-11-22',
        coverage: 'open',
        permissions: [{ value: 'deployment.logs.get', scopes: ['DEPLOYMENT'], risk }],
      })
    const directory = createWorkspace({
      ...files,
      '.rolecall/catalog.astro.json': rated('high'),
      'own.json': rated('low'),
    })
    const deploy = (settings: cdktfLibrary.RolecallProviderConfig) => {
      const stack = new TerraformStack(Testing.app(), 'stack')
      new library.RolecallProvider(stack, 'rolecall', settings)
      return new library.RoleFiles(stack, 'roles', { paths: ['*.yaml'], directory })
    }

    expect(messageOf(() => expect(deploy({})).toStayWithin('medium'))).toContain('deployment.logs.get (high)')
    expect(deploy({ catalogs: [`${directory}/own.json`] })).toStayWithin('low')
  })

  test('what is not known yet is neither granted nor left out, and does not stay within a level', () => {
    const { stack } = build()
    const more = new TerraformVariable(stack, 'more', { type: 'list(string)' })
    const role = new library.AstroRole(stack, 'open', {
      name: 'Open',
      scopeType: 'DEPLOYMENT',
      permissions: Fn.concat([['deployment.get'], more.listValue]),
    })
    const why = 'Not all that astro_role.open will grant is known before the plan.'

    expect(role).toGrant('deployment.get')
    expect(messageOf(() => expect(role).toGrant('deployment.update'))).toContain(why)
    expect(messageOf(() => expect(role).not.toGrant('deployment.update'))).toContain(why)
    expect(messageOf(() => expect(stack).toStayWithin('admin'))).toBe(why)
  })

  test('what an aspect grants counts, once', () => {
    const { stack, deployer } = build()
    let calls = 0
    Aspects.of(deployer).add({
      visit: () => {
        calls += 1
        deployer.permissions = [...(deployer.permissionsInput ?? []), 'deployment.delete']
      },
    })

    expect(stack).toGrant('deployment.delete')
    expect(stack).not.toStayWithin('medium')
    expect(calls).toBe(1)
  })

  test('a question without an answer is an error, with not too', () => {
    const { stack, deployer } = build()
    const empty = new Construct(stack, 'empty')

    for (const ask of [() => expect(empty).not.toGrant('x.y'), () => expect(empty).toStayWithin('low')])
      expect(ask).toThrow('stack/empty has no role to judge.')
    expect(() => expect('stack').not.toHaveRole('Viewer')).toThrow('Only a role, a stack, an app')
    expect(() => expect(new Construct(undefined as never, '')).not.toHaveRole('Viewer')).toThrow('is in no app and no')
    expect(() => expect(deployer).not.toGrant()).toThrow('one at least')
    expect(() => expect(deployer).not.toGrant('deployment.*')).toThrow('deployment.* is a pattern')
    expect(() => expect(deployer).toStayWithin('lots' as never)).toThrow('low, medium, high, admin, and not lots')
  })
})
