import type { AstroRole } from '@rolecall/provider/cdktf'
import type { TerraformStack } from 'cdktf'
import type { IConstruct } from 'constructs'
import { describe, expect, test } from 'vitest'
import { cores } from './cores.js'
import { createWorkspace, messageOf } from './workspace.js'

describe.each(cores)('on $name', ({ core, library, Binding }) => {
  const { ForbidPermissions, MaxBlastRadius, RequireDescription, RoleFiles, JitsudoRole } = library

  type Aspect = { visit: (node: IConstruct) => void }

  /** What synth says of a stack: its error, and the warnings. */
  const judge = (aspects: readonly Aspect[], build: (stack: TerraformStack) => void) => {
    const stack = new core.TerraformStack(core.Testing.app(), 'stack')
    new library.RolecallProvider(stack, 'rolecall')
    for (const aspect of aspects) core.Aspects.of(stack).add(aspect)
    build(stack)
    const error = messageOf(() => core.Testing.synth(stack, true))
    const warnings = stack.node.findAll().flatMap(({ node }) => node.metadata.map(({ data }) => String(data)))
    return { error, warnings: warnings.filter((line) => line !== 'trace') }
  }

  const config = (permissions: string[]) => ({ name: 'Role', scopeType: 'DEPLOYMENT' as const, permissions })
  const add = (permissions: string[]) => (stack: TerraformStack) =>
    void new library.AstroRole(stack, 'role', { ...config(permissions), description: 'For tests.' })

  test('what is forbidden is found behind a pattern, in whatever makes the role', () => {
    const forbid = new ForbidPermissions(['deployment.alerts.delete'])
    const said = /grants `deployment\.alerts\.delete`, which `ForbidPermissions` forbids\. Remove it\./
    const directory = createWorkspace({
      'a.roles.yaml': 'astro_role:\n  a: { name: A, scope_type: DEPLOYMENT, permissions: [deployment.alerts.*] }\n',
    })

    expect(judge([forbid], add(['deployment.alerts.*'])).error).toMatch(said)
    expect(judge([forbid], add(['deployment.alerts.*'])).error).toMatch(
      /\[stack\/role\] The role grants .* \(test\/provider\/constructs\/aspects\.test\.ts:\d+:\d+\)/,
    )
    expect(
      judge([forbid], (stack) => void new Binding(stack, 'raw', config(['deployment.alerts.delete']))).error,
    ).toMatch(said)
    expect(
      judge([forbid], (stack) => void new RoleFiles(stack, 'files', { paths: ['*.roles.yaml'], directory })).error,
    ).toMatch(/\[stack\/files\/astro_role-a\] .*\(a\.roles\.yaml:2:3\)/)
    expect(judge([forbid], add(['deployment.alerts.get'])).error).toBe('')
  })

  test('a pattern forbids what no catalog knows, and one that could forbid nothing is refused', () => {
    expect(judge([new ForbidPermissions(['deployment.**'])], add(['deployment.brandNew.get'])).error).toMatch(
      /grants `deployment\.brandNew\.get`/,
    )
    expect(() => new ForbidPermissions([])).toThrow('it would forbid nothing')
    expect(() => new ForbidPermissions(['deployment.x*'])).toThrow('`deployment.x*` is a pattern for no platform')
  })

  test('what other aspects grant counts, whichever comes first', () => {
    const grant: Aspect = {
      visit: (node) => {
        if (node instanceof Binding) (node as AstroRole).permissions = ['deployment.delete']
      },
    }
    const forbid = new ForbidPermissions(['deployment.delete'])

    for (const aspects of [
      [forbid, grant],
      [grant, forbid],
    ]) {
      expect(judge(aspects, add(['deployment.get'])).error).toMatch(/grants `deployment\.delete`/)
    }
  })

  test('what is not known yet is a warning, and what is known beside it an error', () => {
    const build = (known: string) => (stack: TerraformStack) => {
      const more = new core.TerraformVariable(stack, 'more', { type: 'set(string)' })
      add(core.Fn.concat([[known], more.listValue]))(stack)
    }
    const aspects = [new ForbidPermissions(['deployment.delete']), new MaxBlastRadius('medium')]

    expect(judge(aspects, build('deployment.get'))).toEqual({
      error: '',
      warnings: [
        expect.stringMatching(/^Whether the role grants `deployment\.delete` is not known before the plan/),
        expect.stringMatching(/^The blast radius of this role is not known before the plan/),
      ],
    })
    expect(judge(aspects, build('deployment.delete')).error).toMatch(/grants `deployment\.delete`[^]*is high, above/)
  })

  test('a limit for a part of the stack', () => {
    const limit = new MaxBlastRadius('medium')

    expect(judge([limit], add(['deployment.delete'])).error).toMatch(
      /\[stack\/role\] The blast radius of this role is high, above the limit medium, because of `deployment\.delete` \(high\)/,
    )
    expect(judge([limit], add(['deployment.update'])).error).toBe('')
    expect(
      judge([limit], (stack) => {
        new JitsudoRole(stack, 'auditor', { slug: 'auditor', name: 'Auditor', scopes: ['audit.read'] })
      }).warnings,
    ).toEqual([expect.stringMatching(/^1 of the permissions of this role are not rated by the JITSudo catalog/)])
    expect(() => new MaxBlastRadius('huge' as 'high')).toThrow('must be `low`, `medium`, `high` or `admin`, not `huge`')
  })

  test('where the platform rates its roles itself, what is above the limit is a warning', () => {
    const directory = createWorkspace({
      'a.roles.yaml': 'jitsudo_role:\n  auditor: { slug: auditor, name: Auditor, scopes: [audit.read] }\n',
      '.rolecall/catalog.jitsudo.json': JSON.stringify({
        version: 1,
        platform: 'jitsudo',
        retrieved: '2026-11-22',
        source: 'x',
        organization: null,
        coverage: 'open',
        permissions: [
          {
            value: 'audit.read',
            scopes: [],
            description: 'Reads.',
            category: null,
            risk: 'high',
            riskReason: 'Tells all.',
            status: 'documented',
            since: null,
            replacedBy: [],
            source: null,
          },
        ],
      }),
    })

    expect(
      judge([new MaxBlastRadius('medium')], (stack) => {
        new RoleFiles(stack, 'files', { paths: ['*.yaml'], directory })
      }),
    ).toMatchObject({
      error: '',
      warnings: expect.arrayContaining([
        expect.stringMatching(/^The blast radius of this role is high, above the limit/),
      ]),
    })
  })

  test('a role says what it is for', () => {
    const without = (description?: string) => (stack: TerraformStack) =>
      void new library.AstroRole(stack, 'role', {
        ...config(['deployment.get']),
        ...(description !== undefined && { description }),
      })

    expect(judge([new RequireDescription()], without()).error).toMatch(/\[stack\/role\] The role has no `description`/)
    expect(judge([new RequireDescription()], without(' ')).error).toMatch(/has no `description`/)
    expect(judge([new RequireDescription()], without('For tests.')).error).toBe('')
  })
})
