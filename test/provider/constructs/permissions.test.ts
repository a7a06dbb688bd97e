import { AstroRole, fromToken, permissions, RolecallProvider } from '@rolecall/provider/cdktf'
import { DataRolecallAstroRole } from '@rolecall/provider/cdktf/bindings/data-rolecall-astro-role'
import { DataRolecallAstroRoleTemplates } from '@rolecall/provider/cdktf/bindings/data-rolecall-astro-role-templates'
import type { TerraformStack } from 'cdktf'
import { TerraformVariable } from 'cdktf'
import { expect, test } from 'vitest'
import { messageOf, synthesize } from './workspace.js'

const granted = (list: (stack: TerraformStack) => readonly string[]): unknown =>
  synthesize((stack) => {
    new RolecallProvider(stack, 'rolecall')
    new AstroRole(stack, 'role', { name: 'Role', scopeType: 'DEPLOYMENT', permissions: list(stack) })
  }).resource?.['rolecall_astro_role']?.['role']?.['permissions']

const variable = (stack: TerraformStack, type: string) => new TerraformVariable(stack, 'given', { type })

test('lists are made of patterns, of each other, and of what is not too risky', () => {
  const deploys = permissions.matching('deployment.deploys.*')

  expect(deploys).toEqual(['deployment.deploys.create', 'deployment.deploys.get', 'deployment.deploys.update'])
  expect(permissions.astro.matching('deployment.deploys.*')).toEqual(deploys)
  expect(deploys.without('deployment.deploys.update')).toEqual(['deployment.deploys.create', 'deployment.deploys.get'])
  expect(deploys.without(['deployment.*.get', 'deployment.deploys.create'])).toEqual(['deployment.deploys.update'])
  expect(deploys.union('deployment.get', deploys, ['deployment.logs.*'])).toEqual([
    ...deploys,
    'deployment.get',
    'deployment.logs.get',
  ])
  expect(deploys.atMost('low')).toEqual(['deployment.deploys.get'])
  expect(permissions.from(['deployment.delete', 'deployment.unheard.get', 'deployment.get']).length).toBe(3)
  expect(
    permissions.astro.from(['deployment.delete', 'deployment.unheard.get', 'deployment.get']).atMost('low'),
  ).toEqual(['deployment.get'])
  expect(granted(() => [...deploys, 'deployment.get'])).toEqual([...deploys, 'deployment.get'])
})

test('a pattern that stands for nothing, or for what nobody knows, is an error where it stands', () => {
  expect(messageOf(() => permissions.matching('deployment.nothing.*'))).toMatch(
    /^RC010 `deployment\.nothing\.\*` matches no permission\..*`rolecall catalog refresh northflank`/,
  )
  expect(messageOf(() => permissions.astro.matching('deployment.nothing.*'))).toMatch(/^RC010 .*Astro catalog/)
  expect(messageOf(() => permissions.northflank.matching('Project > **'))).toMatch(
    /^RC010 .*permissions of Northflank are not known/,
  )
  expect(messageOf(() => permissions.astro.matching('deployment.*').without('deployment.nothing.*'))).toMatch(/^RC010/)
})

test('a list begins with what another role grants, or a template', () => {
  expect(
    granted((stack) => {
      const other = new AstroRole(stack, 'other', {
        name: 'Other',
        scopeType: 'DEPLOYMENT',
        permissions: ['deployment.deploys.*'],
      })
      return permissions.from(other).without('deployment.deploys.create').atMost('medium')
    }),
  ).toEqual(['deployment.deploys.get', 'deployment.deploys.update'])
  expect(
    granted((stack) => permissions.from(new DataRolecallAstroRole(stack, 'shared', { name: 'Shared' })).atMost('low')),
  ).toMatch(
    /^\$\{setintersection\(tolist\(data\.rolecall_astro_role\.shared\.permissions\), \[.*"deployment\.get".*\]\)\}$/,
  )
  expect(
    granted((stack) => {
      const { templates } = new DataRolecallAstroRoleTemplates(stack, 'all')
      return permissions.from(templates.get(0)).without('deployment.deploys.*')
    }),
  ).toBe(
    '${setsubtract(tolist(data.rolecall_astro_role_templates.all.templates[0].permissions), ["deployment.deploys.create", "deployment.deploys.get", "deployment.deploys.update"])}',
  )
})

test('what only Terraform knows is left to its functions, or refused with the reason', () => {
  expect(granted((stack) => permissions.from(variable(stack, 'set(string)').listValue).union('deployment.get'))).toBe(
    '${setunion(var.given, ["deployment.get"])}',
  )
  expect(
    granted((stack) => permissions.matching('deployment.deploys.*').union(variable(stack, 'set(string)').listValue)),
  ).toMatch(/^\$\{setunion\(\["deployment\.deploys\.create".*\], var\.given\)\}$/)
  expect(granted((stack) => permissions.astro.from(variable(stack, 'set(string)').listValue).atMost('low'))).toMatch(
    /^\$\{setintersection\(var\.given, \[.*"deployment\.get".*\]\)\}$/,
  )
  const refused = (make: (stack: TerraformStack) => readonly string[]): string => messageOf(() => granted(make))
  expect(refused((stack) => permissions.matching(variable(stack, 'string').stringValue))).toContain(
    'cannot be expanded',
  )
  expect(refused((stack) => permissions.from(variable(stack, 'set(string)').listValue).atMost('low'))).toContain(
    'platform',
  )
})

test('a token may be any of the strings that an attribute allows', () => {
  const { resource } = synthesize((stack) => {
    new RolecallProvider(stack, 'rolecall')
    const { stringValue } = variable(stack, 'string')
    new AstroRole(stack, 'role', { name: 'Role', scopeType: fromToken(stringValue), permissions: ['deployment.get'] })
  })
  expect(resource?.['rolecall_astro_role']?.['role']?.['scope_type']).toBe('${var.given}')
})
