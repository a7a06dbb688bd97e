import * as cdktfLibrary from '@rolecall/provider/cdktf'
import { AstroRole as CdktfBinding } from '@rolecall/provider/cdktf/bindings/astro-role'
import * as cdktnLibrary from '@rolecall/provider/cdktn'
import { AstroRole as Binding } from '@rolecall/provider/cdktn/bindings/astro-role'
import * as cdktf from 'cdktf'
import * as cdktn from 'cdktn'
import { expect, test } from 'vitest'
import { createWorkspace } from './workspace.js'

const files = {
  'a.roles.yaml':
    'astro_role:\n  viewer: { $import: cl123, name: Viewer, scope_type: DEPLOYMENT, permissions: [deployment.alerts.*] }\n' +
    'northflank_org_role:\n  dev: { name: Dev, permissions: { org_scope: [Organisation > Team > General > Read] } }\n',
}

const role = { name: 'Code', scopeType: 'DEPLOYMENT' as const, permissions: ['deployment.get'] }

test('the same app gives the same stack on CDK Terrain', () => {
  const directory = createWorkspace(files)
  const one = new cdktf.TerraformStack(cdktf.Testing.app(), 'stack')
  new cdktfLibrary.RoleFiles(one, 'roles', { paths: ['*.roles.yaml'], directory })
  new cdktfLibrary.AstroRole(one, 'code', role)
  const other = new cdktn.TerraformStack(cdktn.Testing.app(), 'stack')
  new cdktnLibrary.RoleFiles(other, 'roles', { paths: ['*.roles.yaml'], directory })
  const code = new cdktnLibrary.AstroRole(other, 'code', role)
  const stack = JSON.parse(cdktn.Testing.synth(other, true))

  expect(code).toBeInstanceOf(Binding)
  expect(stack).toEqual(JSON.parse(cdktf.Testing.synth(one, true)))
  expect(Object.keys(stack.resource.rolecall_astro_role)).toEqual(['code', 'viewer'])
})

test('a construct in a stack of the other core says where to import it from', () => {
  const directory = createWorkspace(files)
  const stack = new cdktn.TerraformStack(cdktn.Testing.app(), 'stack')

  expect(() => new cdktfLibrary.RoleFiles(stack, 'roles', { paths: ['*.roles.yaml'], directory })).toThrow(
    'This construct comes from @rolecall/provider/cdktf, and its stack from cdktn. Import it from @rolecall/provider/cdktn.',
  )
  for (const construct of [cdktfLibrary.AstroRole, CdktfBinding])
    expect(() => new construct(stack, 'code', role)).toThrow('Import it from @rolecall/provider/cdktn.')
  expect(() => new cdktfLibrary.RolecallProvider(stack, 'rolecall')).toThrow('its stack from cdktn')
})
