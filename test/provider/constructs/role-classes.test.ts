import { AstroRole, JitsudoRole, NorthflankOrgRole, RolecallProvider } from '@rolecall/provider/cdktf'
import { AstroRole as Binding } from '@rolecall/provider/cdktf/bindings/astro-role'
import type { TerraformStack } from 'cdktf'
import { Aspects, Fn, TerraformVariable } from 'cdktf'
import { expect, test } from 'vitest'
import { messageOf, synthesize } from './workspace.js'

const withProvider = (build: (stack: TerraformStack) => void) =>
  synthesize((stack) => {
    new RolecallProvider(stack, 'rolecall')
    build(stack)
  })

const astro = (stack: TerraformStack, permissions: string[]): AstroRole =>
  new AstroRole(stack, 'viewer', { name: 'Viewer', scopeType: 'DEPLOYMENT', permissions })

const permissionsOf = (permissions: string[]): unknown =>
  withProvider((stack) => void astro(stack, permissions)).resource?.['rolecall_astro_role']?.['viewer']?.['permissions']

test('patterns are expanded, and what is a set has one order', () => {
  expect(permissionsOf(['deployment.logs.get', 'deployment.deploys.*', 'deployment.get', 'deployment.get'])).toEqual([
    'deployment.deploys.create',
    'deployment.deploys.get',
    'deployment.deploys.update',
    'deployment.get',
    'deployment.logs.get',
  ])
})

test('nothing is said of permissions that no catalog lists', () => {
  const message = messageOf(() =>
    withProvider(
      (stack) => void new JitsudoRole(stack, 'auditor', { slug: 'auditor', name: 'Auditor', scopes: ['audit.read'] }),
    ),
  )

  expect(message).toBe('')
})

test('what comes from elsewhere is not known yet, and passes', () => {
  const { resource } = withProvider((stack) => {
    const one = new TerraformVariable(stack, 'one', { type: 'string' })
    const all = new TerraformVariable(stack, 'all', { type: 'set(string)' })
    new AstroRole(stack, 'mixed', {
      name: one.stringValue,
      scopeType: 'DEPLOYMENT',
      permissions: ['deployment.*', `deployment.${one.stringValue}`],
    })
    new AstroRole(stack, 'whole', {
      name: 'Whole',
      scopeType: 'DEPLOYMENT',
      permissions: Fn.concat([['deployment.get'], all.listValue]),
    })
  })

  expect(resource?.['rolecall_astro_role']).toMatchObject({
    mixed: {
      name: '${var.one}',
      permissions: ['deployment.delete', 'deployment.get', 'deployment.update', 'deployment.${var.one}'],
    },
    whole: { permissions: '${concat(["deployment.get"], var.all)}' },
  })
})

test('what an aspect changes is checked and expanded too', () => {
  const grant = (permission: string) =>
    withProvider((stack) => {
      astro(stack, ['deployment.get'])
      Aspects.of(stack).add({
        visit: (node) => {
          if (node instanceof Binding) node.permissions = [...(node.permissionsInput ?? []), permission]
        },
      })
    })

  expect(messageOf(() => grant('deployment..get'))).toMatch(/permissions\[1\]: RC005/)
  expect(grant('deployment.logs.*').resource?.['rolecall_astro_role']?.['viewer']?.['permissions']).toEqual([
    'deployment.get',
    'deployment.logs.get',
  ])
})

test('the plain binding neither checks nor expands', () => {
  const { resource } = withProvider(
    (stack) => void new Binding(stack, 'raw', { name: 'Raw', scopeType: 'DEPLOYMENT', permissions: ['deployment.*'] }),
  )

  expect(resource?.['rolecall_astro_role']?.['raw']?.['permissions']).toEqual(['deployment.*'])
})

test('what a resource takes beside the role is written, and is no attribute that the rules do not know', () => {
  const { resource } = withProvider((stack) => {
    new AstroRole(stack, 'viewer', {
      name: 'Viewer',
      scopeType: 'DEPLOYMENT',
      permissions: ['deployment.get'],
      deletionProtection: true,
      onDestroy: 'forget',
      timeouts: { create: '30s', delete: '1h30m' },
    })
  })
  expect(resource?.['rolecall_astro_role']?.['viewer']).toMatchObject({
    deletion_protection: true,
    on_destroy: 'forget',
    timeouts: { create: '30s', delete: '1h30m' },
  })
})

test('a list with one object in it is no token', () => {
  const restrictions = { enabled: true, projects: ['sandbox'], restrictionMode: 'in' } as const
  const { resource } = withProvider((stack) => {
    new NorthflankOrgRole(stack, 'developer', {
      name: 'Developer',
      permissions: { projectScope: ['Project > Services > General > Read'] },
      restrictions: { enabled: true, teams: [{ teamId: 'payments', restrictions }] },
    })
  })
  expect(resource?.['rolecall_northflank_org_role']?.['developer']).toMatchObject({
    restrictions: { teams: [{ team_id: 'payments' }] },
  })
})
