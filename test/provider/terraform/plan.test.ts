import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { kindOf } from './support/kinds.js'
import type { Session } from './support/session.js'
import { startSession } from './support/session.js'
import type { Shown } from './support/terraform.js'
import type { Workspace } from './support/workspace.js'

let session: Session
let workspace: Workspace

beforeAll(async () => {
  session = await startSession()
})
afterAll(() => session.close())
beforeEach(async () => {
  workspace = await session.workspace()
})

const astro = (more: Record<string, unknown>, provider?: Record<string, unknown>) => ({
  ...(provider && { provider: { rolecall: provider } }),
  resource: {
    rolecall_astro_role: { x: { name: 'Planned', permissions: ['deployment.get'], scope_type: 'DEPLOYMENT', ...more } },
  },
})

/** Terraform gives them in any order. */
const summaries = (diagnostics: readonly Shown[]) =>
  diagnostics
    .map(({ severity, summary }) => `${severity}: ${summary}`)
    .sort()
    .reverse()

describe('problems in the plan', () => {
  test('one for each unknown permission, with nearest names, at the attribute', async () => {
    await workspace.write(astro({ permissions: ['deployment.gett', 'deployment.get', 'deployment.logs.gte'] }))
    const { code, diagnostics } = await workspace.plan()
    expect(code).toBe(2)
    expect(diagnostics).toHaveLength(2)
    for (const [index, typo, meant] of [
      [0, 'deployment.gett', 'deployment.get'],
      [1, 'deployment.logs.gte', 'deployment.logs.get'],
    ] as const) {
      expect(diagnostics[index]).toMatchObject({ severity: 'warning', address: 'rolecall_astro_role.x' })
      expect(diagnostics[index]?.summary).toContain(`\`${typo}\``)
      expect(diagnostics[index]?.summary).toContain(`\`${meant}\``)
      expect(diagnostics[index]?.summary).toContain('(RC001)')
      expect(diagnostics[index]?.detail).toContain('docs/problems/RC001.md')
      expect(diagnostics[index]?.snippet?.code).toContain('permissions')
    }
  })

  test('severities of the provider block hold, in the plan and for the shape', async () => {
    const wrong = { permissions: ['deployment.gett'] }
    await workspace.write(astro(wrong, { severity: { RC001: 'error' } }))
    expect(await workspace.plan()).toMatchObject({ code: 1, diagnostics: [{ severity: 'error' }] })
    await workspace.write(astro(wrong, { severity: { RC001: 'off' } }))
    expect(await workspace.plan()).toMatchObject({ code: 2, diagnostics: [] })

    const idle = { name: 'Idle', permissions: {}, restrictions: { enabled: false, teams: [{ team_id: 'team' }] } }
    const northflank = (severity: Record<string, string>) => ({
      provider: { rolecall: { severity } },
      resource: { rolecall_northflank_org_role: { x: idle } },
    })
    await workspace.write(northflank({}))
    const { diagnostics } = await workspace.plan()
    expect(summaries(diagnostics)).toEqual([expect.stringMatching(/^warning: .*RC011/)])
    expect(diagnostics[0]?.snippet?.code).toContain('restrictions')
    await workspace.write(northflank({ RC011: 'off' }))
    expect((await workspace.plan()).diagnostics).toEqual([])
    expect((await workspace.run(['validate', '-json'])).stdout).toContain('"warning_count": 0')
  })

  test.each([
    ['a pattern', { permissions: ['deployment.*'] }, 'RC005', 'permissions'],
    ['no permission', { permissions: [] }, 'RC006', 'permissions'],
    ['no name', { name: '' }, 'RC007', 'name'],
    ['a scope that is none', { scope_type: 'WORKSPACE' }, 'RC008', 'scope_type'],
  ])('%s is an error of validate', async (_title, more, code, attribute) => {
    await workspace.write(astro(more))
    const validated = await workspace.run(['validate', '-json'])
    const { diagnostics } = JSON.parse(validated.stdout) as { diagnostics: Shown[] }
    expect(summaries(diagnostics)).toEqual([expect.stringContaining(`(${code})`)])
    expect(diagnostics[0]?.snippet?.code).toContain(attribute)
  })

  test('a pattern that is known only after apply stops the apply', async () => {
    const configuration = astro({ permissions: ['${terraform_data.late.output}'] })
    await workspace.write({
      resource: { ...configuration.resource, terraform_data: { late: { input: 'deployment.*' } } },
    })
    expect((await workspace.plan()).code).toBe(2)
    const applied = await workspace.apply()
    expect(summaries(applied.diagnostics)).toEqual([expect.stringContaining('(RC005)')])
    expect(await workspace.attributes('rolecall_astro_role.x')).toBeUndefined()
    await workspace.destroy()
  })

  test('a permission of another scope', async () => {
    await workspace.write(astro({ scope_type: 'DAG' }))
    expect(summaries((await workspace.plan()).diagnostics)).toEqual([expect.stringMatching(/^warning: .*RC003/)])
  })
})

describe('blast radius', () => {
  test('stands in the plan, and a limit is an error of it', async () => {
    await workspace.write(astro({ permissions: ['deployment.get', 'deployment.delete'] }))
    expect((await workspace.plan('-out=one.plan')).code).toBe(2)
    const planned = (await workspace.planned('one.plan'))['rolecall_astro_role.x']
    expect(planned?.after).toMatchObject({ blast_radius: { level: 'high', summary: expect.stringContaining('high') } })
    expect(planned?.unknown['blast_radius']).not.toBe(true)

    await workspace.write(astro({ permissions: ['deployment.delete'] }, { max_blast_radius: 'medium' }))
    const refused = await workspace.plan()
    expect(summaries(refused.diagnostics)).toEqual([expect.stringMatching(/^error: .*high.*medium.*\(RC009\)/)])
  })

  test('is the service’s own at JITSudo: unknown when scopes change, and a limit warns', async () => {
    const role = (scopes: readonly string[], name = 'Rated') => ({
      provider: { rolecall: { max_blast_radius: 'medium' } },
      resource: { rolecall_jitsudo_role: { x: { slug: 'rated', name, scopes } } },
    })
    await workspace.write(role(['secrets.read']))
    await workspace.plan('-out=one.plan')
    expect((await workspace.planned('one.plan'))['rolecall_jitsudo_role.x']?.unknown).toMatchObject({
      blast_radius: true,
    })
    const applied = await workspace.apply()
    expect(applied.code).toBe(0)
    expect(summaries(applied.diagnostics)).toContainEqual(
      expect.stringMatching(/warning: .*rates the role "rated" as high, above the limit medium/),
    )
    expect(await workspace.attributes('rolecall_jitsudo_role.x')).toMatchObject({ blast_radius: { level: 'high' } })

    await workspace.write(role(['secrets.read'], 'Renamed'))
    await workspace.plan('-out=two.plan')
    const renamed = (await workspace.planned('two.plan'))['rolecall_jitsudo_role.x']
    expect(renamed?.after).toMatchObject({ blast_radius: { level: 'high' }, is_system: false, slug: 'rated' })
    expect(renamed?.unknown).toMatchObject({ updated_at: true, updated_by: true })
    expect(renamed?.unknown['blast_radius']).not.toBe(true)

    await workspace.write(role([]))
    expect((await workspace.apply()).code).toBe(0)
    expect(await workspace.attributes('rolecall_jitsudo_role.x')).toMatchObject({ blast_radius: null })
    expect((await workspace.plan()).code).toBe(0)
    await workspace.destroy()
  })
})

describe('the workspace', () => {
  let directory: string

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'rolecall-config-'))
    await mkdir(join(directory, '.rolecall'))
    await mkdir(join(directory, 'stacks/one'), { recursive: true })
    session.directory = join(directory, 'stacks/one')
    return async () => {
      session.directory = '/nowhere'
      await rm(directory, { recursive: true })
    }
  })

  const catalog = (permissions: readonly object[]) =>
    JSON.stringify({
      version: 1,
      platform: 'astro',
      organization: null,
      retrieved: '2026-11-24',
      source: 'test',
      coverage: 'open',
      permissions,
    })

  test('its configuration is found upwards, and the provider block goes before it', async () => {
    await writeFile(
      join(directory, '.rolecall/config.yaml'),
      'version: 1\nseverity: { RC001: error, RC008: off }\nmax_blast_radius: low\n',
    )
    await workspace.write(astro({ permissions: ['deployment.gett', 'deployment.delete'] }))
    expect(summaries((await workspace.plan()).diagnostics)).toEqual([
      expect.stringMatching(/^error: .*\(RC001\)/),
      expect.stringMatching(/^error: The blast radius.*\(RC009\)/),
    ])
    await workspace.write(
      astro(
        { permissions: ['deployment.gett', 'deployment.delete'] },
        { severity: { RC001: 'off' }, max_blast_radius: 'high' },
      ),
    )
    expect(await workspace.plan()).toMatchObject({ code: 2, diagnostics: [] })
  })

  test('its catalogs add, and lower a risk only where the provider block names them', async () => {
    const path = join(directory, '.rolecall/catalog.astro.own.json')
    await writeFile(path, catalog([{ value: 'deployment.novel.get' }, { value: 'deployment.delete', risk: 'low' }]))
    await workspace.write(
      astro({ permissions: ['deployment.novel.get', 'deployment.delete'] }, { max_blast_radius: 'low' }),
    )
    const untrusted = await workspace.plan()
    expect(summaries(untrusted.diagnostics)).toEqual([
      expect.stringMatching(/^warning: Catalogs in .rolecall do not lower the risk/),
      expect.stringMatching(/^error: .*\(RC009\)/),
    ])
    await workspace.write(
      astro(
        { permissions: ['deployment.novel.get', 'deployment.delete'] },
        { max_blast_radius: 'low', catalogs: ['../../.rolecall/catalog.astro.own.json'] },
      ),
    )
    const trusted = await workspace.plan()
    expect(trusted.code).toBe(2)
    expect(summaries(trusted.diagnostics)).toEqual([expect.stringMatching(/^warning: Catalogs lower the risk/)])
  })

  test('an unreadable catalog is said, and the one that ships holds', async () => {
    await writeFile(join(directory, '.rolecall/catalog.astro.json'), 'garbage')
    await workspace.write(astro({ permissions: ['deployment.gett'] }))
    expect(summaries((await workspace.plan()).diagnostics)).toEqual([
      expect.stringContaining('(RC001)'),
      expect.stringMatching(/^warning: The catalog .*catalog.astro.json cannot be used/),
    ])
  })

  test('a new catalog alone changes nothing', async () => {
    await workspace.write(astro({ permissions: ['deployment.get'] }))
    expect((await workspace.apply()).code).toBe(0)
    await writeFile(
      join(directory, '.rolecall/catalog.astro.json'),
      catalog([{ value: 'deployment.get', risk: 'admin' }]),
    )
    expect(await workspace.plan()).toMatchObject({ code: 0, changes: [] })
    await workspace.destroy()
  })
})

describe('the place', () => {
  const [one, two] = [0, 1].map((index) => () => session.sandbox.astro.organizations[index])

  test('is in the plan, stays where it was when the default moves, and says so', async () => {
    await workspace.write(astro({}))
    await workspace.plan('-out=one.plan')
    expect((await workspace.planned('one.plan'))['rolecall_astro_role.x']?.after).toMatchObject({
      organization_id: one?.()?.id,
    })
    await workspace.apply()

    await workspace.write(astro({ description: 'Changed.' }, { astro: { organization_id: two?.()?.id ?? '' } }))
    const plan = await workspace.plan()
    expect(plan.changes).toEqual([{ address: 'rolecall_astro_role.x', action: 'update' }])
    expect(summaries(plan.diagnostics)).toEqual([
      expect.stringMatching(new RegExp(`^warning: .*${one?.()?.id}.*${two?.()?.id}`)),
    ])
    expect((await workspace.apply()).code).toBe(0)
    expect(await workspace.attributes('rolecall_astro_role.x')).toMatchObject({
      organization_id: one?.()?.id,
      description: 'Changed.',
    })
    expect((await workspace.destroy()).code).toBe(0)
    expect(await kindOf('astro_role', session.sandbox).remote.find('Planned')).toBeNull()
  })

  test('moves by replacement where the configuration names another', async () => {
    await workspace.write(astro({ organization_id: one?.()?.id ?? '' }))
    await workspace.apply()
    await workspace.write(astro({ organization_id: two?.()?.id ?? '' }, { astro: { token: two?.()?.token ?? '' } }))
    const plan = await workspace.plan('-refresh=false')
    expect(plan.changes).toEqual([expect.objectContaining({ action: 'replace' })])
  })
})

test('a system role of JITSudo is refused in the plan', async () => {
  await workspace.write({
    resource: { rolecall_jitsudo_role: { x: { slug: 'system-member', name: 'Member', scopes: ['requests.create'] } } },
  })
  expect((await workspace.run(['import', 'rolecall_jitsudo_role.x', 'system-member'])).code).toBe(0)
  const refused = [expect.stringMatching(/^error: The role "system-member" belongs to JITSudo and cannot be/)]
  expect(summaries((await workspace.plan()).diagnostics)).toEqual(refused)
  expect(summaries((await workspace.plan('-destroy')).diagnostics)).toEqual(refused)
})

test('the plan to delete or replace a Northflank role says what goes with it', async () => {
  await workspace.write({
    resource: { rolecall_northflank_org_role: { x: { name: 'Token holder', permissions: {} } } },
  })
  await workspace.apply()
  expect(summaries((await workspace.plan('-destroy')).diagnostics)).toEqual([
    'warning: Deleting the role "Token holder" revokes every API token made from it',
  ])
  await workspace.write({ resource: { rolecall_northflank_org_role: { x: { name: 'Another', permissions: {} } } } })
  const replacement = await workspace.plan()
  expect(replacement.changes).toEqual([expect.objectContaining({ action: 'replace' })])
  expect(replacement.diagnostics).toEqual([
    expect.objectContaining({
      severity: 'warning',
      summary: 'Deleting the role "Token holder" revokes every API token made from it',
    }),
  ])
  await workspace.destroy()
})

test('a description that Northflank keeps is said, and the plan goes on showing it', async () => {
  const role = (more: object) => ({
    resource: { rolecall_northflank_org_role: { x: { name: 'Kept', permissions: {}, ...more } } },
  })
  await workspace.write(role({ description: 'Stays.' }))
  await workspace.apply()
  await workspace.write(role({}))
  const applied = await workspace.apply()
  expect(applied.code).toBe(0)
  expect(summaries(applied.diagnostics)).toEqual([
    expect.stringMatching(/^warning: Northflank keeps another description of the role "Kept"/),
  ])
  const plan = await workspace.plan()
  expect(plan).toMatchObject({ code: 2, changes: [{ action: 'update' }] })
  await workspace.destroy()
})
