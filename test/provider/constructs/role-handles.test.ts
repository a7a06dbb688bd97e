import type { TerraformStack } from 'cdktf'
import { describe, expect, test } from 'vitest'
import { cores } from './cores.js'
import { createWorkspace, messageOf } from './workspace.js'

const text = `
astro_role:
  viewer:
    name: Viewer
    scope_type: DEPLOYMENT
    permissions: [deployment.alerts.*]
northflank_org_role:
  dev: { name: Dev, permissions: { org_scope: [A] } }
jitsudo_role:
  auditor: { slug: auditor, name: Auditor, scopes: [audit.read] }
`

/** A property of a resource, as code without types has it. */
const properties = (resource: object) => resource as { [name: string]: unknown }

describe.each(cores)('on $name', ({ core, library }) => {
  const createFiles = () => {
    const stack = new core.TerraformStack(core.Testing.app(), 'stack')
    const directory = createWorkspace({ 'a.roles.yaml': text })
    return { stack, files: new library.RoleFiles(stack, 'roles', { paths: ['*.roles.yaml'], directory }) }
  }
  /** As it stands in the stack. */
  const shown = (stack: TerraformStack, value: unknown): unknown => {
    const id = `shown${stack.node.children.length}`
    new core.TerraformOutput(stack, id, { value })
    return JSON.parse(core.Testing.synth(stack)).output[id].value
  }
  const rolesOf = (stack: TerraformStack, type: string) =>
    JSON.parse(core.Testing.synth(stack, true)).resource[`rolecall_${type}`]

  test('a handle tells of its role', () => {
    const { stack, files } = createFiles()
    const viewer = files.role('rolecall_astro_role.viewer')

    expect(shown(stack, viewer.id)).toBe('${rolecall_astro_role.viewer.id}')
    expect(viewer.grants).toEqual({ permissions: expect.arrayContaining(['deployment.alerts.delete']), complete: true })
    expect(viewer.grants.permissions).toHaveLength(4)
    expect(viewer.blastRadius).toMatchObject({
      level: 'high',
      summary: expect.stringContaining('deployment.alerts.delete'),
    })
    expect(viewer.resource.terraformResourceType).toBe('rolecall_astro_role')
    expect([...files.roles.keys()]).toEqual(['astro_role.viewer', 'northflank_org_role.dev', 'jitsudo_role.auditor'])
    expect(() => files.role('astro_role.editor')).toThrow(
      'stack/roles has no role astro_role.editor. It has astro_role.viewer,',
    )
  })

  test('what is set on a role counts: patterns are expanded, names are those of the bindings', () => {
    const { stack, files } = createFiles()
    const viewer = properties(files.role('astro_role.viewer').resource)
    viewer['permissions'] = ['deployment.get', 'deployment.deploys.*']
    viewer['deletionProtection'] = true
    properties(files.role('northflank_org_role.dev').resource)['permissions'] = { orgScope: ['B'], projectScope: [] }

    expect(files.role('astro_role.viewer').grants.permissions).toContain('deployment.deploys.create')
    expect(properties(files.role('northflank_org_role.dev').resource)['permissionsInput']).toEqual({
      orgScope: ['B'],
      projectScope: [],
    })
    expect(rolesOf(stack, 'astro_role')['viewer']).toMatchObject({
      deletion_protection: true,
      permissions: [
        'deployment.deploys.create',
        'deployment.deploys.get',
        'deployment.deploys.update',
        'deployment.get',
      ],
    })
    expect(rolesOf(stack, 'northflank_org_role')['dev']['permissions']).toEqual({ org_scope: ['B'], project_scope: [] })
  })

  test('what is set on a role is checked, and what the platform sets is refused', () => {
    const { stack, files } = createFiles()
    const viewer = properties(files.role('astro_role.viewer').resource)
    viewer['permissions'] = ['deployment..get', 'deployment.nothing.*']

    expect(() => (viewer['createdAt'] = 'now')).toThrow(TypeError)
    const message = messageOf(() => core.Testing.synth(stack, true))
    expect(message).toMatch(/a\.roles\.yaml:3:3 permissions\[0\]: RC005 .* changed by code/)
    expect(message).toMatch(/permissions\[1\]: RC010 /)
  })

  test('what an override adds is checked as it is written', () => {
    const { stack, files } = createFiles()
    const { resource } = files.role('astro_role.viewer')
    resource.addOverride('permissions', ['deployment.*', 'deployment..get'])
    const message = messageOf(() => core.Testing.synth(stack, true))

    expect(message).toMatch(/permissions\[4\]: RC005 A pattern cannot stand here/)
    expect(message).toMatch(/permissions\[5\]: RC005 `deployment\.\.get` is not a permission/)
  })

  test('a property reads as a reference', () => {
    const { stack, files } = createFiles()
    const viewer = properties(files.role('astro_role.viewer').resource)

    expect(shown(stack, viewer['name'])).toBe('${rolecall_astro_role.viewer.name}')
    expect(shown(stack, core.Fn.concat([['a'], viewer['permissions']]))).toBe(
      '${concat(["a"], tolist(rolecall_astro_role.viewer.permissions))}',
    )
    expect(viewer['nameInput']).toBe('Viewer')
  })
})
