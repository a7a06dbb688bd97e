/* eslint-disable @typescript-eslint/no-require-imports -- jest runs CommonJS as it is. */
const { toGrant, toHaveRole, toStayWithin } = require('@rolecall/provider/testing')

expect.extend({ toGrant, toHaveRole, toStayWithin })

describe.each(['cdktf', 'cdktn'])('%s', (core) => {
  const { TerraformStack, Testing } = require(core)
  const { AstroRole } = require(`@rolecall/provider/${core}`)
  const stack = new TerraformStack(Testing.app(), 'stack')
  const permissions = ['deployment.get', 'deployment.deploys.*']
  const role = new AstroRole(stack, 'deployer', { name: 'Deployer', scopeType: 'DEPLOYMENT', permissions })

  test('what holds passes', () => {
    expect(role).toGrant('deployment.get', 'deployment.deploys.create')
    expect(stack).not.toGrant('deployment.delete')
    expect(stack).toHaveRole('Deployer', { scope_type: 'DEPLOYMENT', permissions: expect.any(Array) })
    expect(stack).toStayWithin('medium')
  })

  test('what does not fails, and says why', () => {
    expect(() => expect(role).toGrant('deployment.delete')).toThrow('should grant deployment.delete')
    expect(() => expect(role).not.toGrant('deployment.get')).toThrow('should not grant deployment.get')
    expect(() => expect(stack).toHaveRole('Reader')).toThrow('There is no role Reader')
    expect(() => expect(stack).toStayWithin('low')).toThrow('should stay within low')
  })
})
