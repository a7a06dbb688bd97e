import type { TerraformVariable } from 'cdktf'
import { describe, expect, test } from 'vitest'
import { cores } from './cores.js'
import { createWorkspace } from './workspace.js'

const alerts = [
  'deployment.alerts.create',
  'deployment.alerts.delete',
  'deployment.alerts.get',
  'deployment.alerts.update',
]

describe.each(cores)('on $name', ({ core, library, Binding, Data }) => {
  const { AstroRole, NorthflankOrgRole, RoleFiles, grantsOf, isRole } = library

  const createStack = () => new core.TerraformStack(core.Testing.app(), 'stack')
  const grants = (permissions: string[] | ((variable: TerraformVariable) => string[])) => {
    const stack = createStack()
    const variable = new core.TerraformVariable(stack, 'v', { type: 'set(string)' })
    const list = typeof permissions === 'function' ? permissions(variable) : permissions
    return grantsOf(new AstroRole(stack, 'role', { name: 'Role', scopeType: 'DEPLOYMENT', permissions: list }))
  }

  test('patterns are expanded, and what is written is all', () => {
    expect(grants(['deployment.alerts.*', 'deployment.get'])).toEqual({
      permissions: [...alerts, 'deployment.get'],
      complete: true,
    })
  })

  test('tokens are incomplete, and what stands beside them is granted', () => {
    expect(grants(({ listValue }) => listValue)).toEqual({ permissions: [], complete: false })
    expect(grants(({ listValue }) => ['deployment.get', ...listValue])).toEqual({
      permissions: ['deployment.get'],
      complete: false,
    })
    expect(grants(({ stringValue }) => ['deployment.get', `deployment.${stringValue}`])).toEqual({
      permissions: ['deployment.get'],
      complete: false,
    })
    expect(grants(({ listValue }) => core.Fn.concat([['deployment.get'], listValue]))).toEqual({
      permissions: ['deployment.get'],
      complete: false,
    })
  })

  test('of lists that Terraform puts together all is seen where all is written', () => {
    const known = { permissions: ['deployment.get', 'deployment.update'], complete: true }
    expect(grants(() => core.Fn.concat([['deployment.get'], core.Fn.toset(['deployment.update'])]))).toEqual(known)
    expect(grants(() => core.Fn.distinct(core.Fn.flatten([['deployment.get'], ['deployment.update']])))).toEqual(known)
    expect(grants(() => core.Fn.slice(['deployment.get', 'deployment.update'], 0, 1))).toEqual({
      permissions: [],
      complete: false,
    })
  })

  test('a role of a file, of a binding, of any platform', () => {
    const stack = createStack()
    const directory = createWorkspace({
      'a.roles.yaml':
        'astro_role:\n  viewer: { name: Viewer, scope_type: DEPLOYMENT, permissions: [deployment.alerts.*] }\n',
    })
    const files = new RoleFiles(stack, 'files', { paths: ['*.roles.yaml'], directory })
    const binding = new Binding(stack, 'raw', {
      name: 'Raw',
      scopeType: 'DEPLOYMENT',
      permissions: ['deployment.alerts.*'],
    })
    const developer = new NorthflankOrgRole(stack, 'dev', {
      name: 'Dev',
      permissions: { orgScope: ['A'], projectScope: ['B', 'A'] },
    })

    for (const role of [...files.node.children, binding]) {
      expect(grantsOf(role)).toEqual({ permissions: alerts, complete: true })
    }
    expect(grantsOf(files.role('astro_role.viewer'))).toEqual({ permissions: alerts, complete: true })
    expect(grantsOf(developer)).toEqual({ permissions: ['A', 'B'], complete: true })
    expect(
      stack.node
        .findAll()
        .filter(isRole)
        .map(({ node }) => node.id),
    ).toEqual(['astro_role-viewer', 'raw', 'dev'])
  })

  test('what an override adds is granted, and what Terraform leaves alone or shares with others is not all', () => {
    const stack = createStack()
    const config = { name: 'Role', scopeType: 'DEPLOYMENT', permissions: ['deployment.get'] } as const
    const overridden = new AstroRole(stack, 'one', { ...config, permissions: [...config.permissions] })
    overridden.addOverride('permissions', ['deployment.delete'])
    const ignored = new AstroRole(stack, 'two', {
      ...config,
      permissions: [...config.permissions],
      lifecycle: { ignoreChanges: ['permissions'] },
    })

    const shared = new AstroRole(stack, 'three', { ...config, permissionsMode: 'at_least' })
    const exact = new AstroRole(stack, 'four', { ...config, permissionsMode: 'exact' })

    expect(grantsOf(overridden)).toEqual({ permissions: ['deployment.get', 'deployment.delete'], complete: true })
    for (const role of [ignored, shared]) {
      expect(grantsOf(role)).toEqual({ permissions: ['deployment.get'], complete: false })
    }
    expect(grantsOf(exact).complete).toBe(true)
  })

  test('what is no role is said, and of a role managed elsewhere nothing is known', () => {
    const stack = createStack()

    expect(grantsOf(new Data(stack, 'shared', { name: 'Shared' }))).toEqual({ permissions: [], complete: false })
    expect(isRole(stack)).toBe(false)
    expect(() => grantsOf(stack)).toThrow('stack is not a role, so it grants nothing. `isRole` tells roles')
  })
})
