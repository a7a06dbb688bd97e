import { toGrant, toHaveRole, toStayWithin } from '@rolecall/provider/testing'
import { Testing } from 'cdktf'
import { expect, test } from 'vitest'
import { RolesStack } from './roles-stack.js'

expect.extend({ toGrant, toHaveRole, toStayWithin })

const stack = new RolesStack(Testing.app(), 'roles')

test('viewers are there, and read', () => {
  expect(stack).toHaveRole('astro_role.deployment_viewer', { name: 'Deployment_Viewer', scope_type: 'DEPLOYMENT' })
})

test('the deployer deploys, and deletes nothing', () => {
  expect(stack.deployer).toGrant('deployment.deploys.create')
  expect(stack.deployer).not.toGrant('deployment.delete')
})

test('nobody gets to delete, or to read secrets', () => {
  expect(stack).toStayWithin('medium')
})
