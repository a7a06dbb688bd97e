import { join } from 'node:path'
import { NorthflankTeamRole, RolecallProvider, RoleFiles } from '@rolecall/provider/cdktf'
import { TerraformOutput } from 'cdktf'
import { Construct } from 'constructs'
import { expect, test } from 'vitest'
import { addRoleFiles, createWorkspace, messageOf, synthesize, synthesizeFiles } from './workspace.js'

const viewer =
  'astro_role:\n  viewer:\n    name: Viewer\n    scope_type: DEPLOYMENT\n    permissions: [deployment.get]\n'
const auditor = 'jitsudo_role:\n  auditor: { slug: auditor, name: Auditor, scopes: [audit.read] }\n'

test('a role has its address whatever construct holds it', () => {
  const directory = createWorkspace({ 'a.roles.yaml': viewer })
  const flat = synthesize((stack) => void addRoleFiles(stack, directory, 'roles'))
  const nested = synthesize((stack) => void addRoleFiles(new Construct(stack, 'team'), directory, 'other'))

  expect(flat.resource?.['rolecall_astro_role']?.['viewer']).toEqual({
    name: 'Viewer',
    scope_type: 'DEPLOYMENT',
    permissions: ['deployment.get'],
  })
  expect(nested.resource).toEqual(flat.resource)
})

test('files give the same stack in whatever order they are named', () => {
  const directory = createWorkspace({
    'a.roles.yaml': viewer,
    'b/c.roles.json': '{ "northflank_org_role": {} }',
    'd.roles.yml': auditor,
  })
  const named = ['d.roles.yml', 'a.roles.yaml', 'b/c.roles.json', join(directory, 'a.roles.yaml')]
  const one = synthesize((stack) => void addRoleFiles(stack, directory))
  const other = synthesize((stack) => void new RoleFiles(stack, 'roles', { paths: named, directory }))
  const back = synthesize((stack) => void new RoleFiles(stack, 'roles', { paths: named.reverse(), directory }))

  expect(other).toEqual(one)
  expect(back).toEqual(one)
})

test('defaults fill what a role lacks, and x-keys are nobody’s', () => {
  const { resource } = synthesizeFiles({
    'a.roles.yaml': [
      '$schema: https://example.com/schema.json',
      'version: 1',
      'x-common: &common [deployment.get, deployment.logs.get]',
      'defaults: { astro_role: { scope_type: DEPLOYMENT, description: From defaults } }',
      'astro_role:',
      '  one: { name: One, permissions: [*common, deployment.metrics.get] }',
      '  two: { name: 2024, description: null, permissions: *common }',
    ].join('\n'),
  })

  expect(resource?.['rolecall_astro_role']).toEqual({
    one: {
      name: 'One',
      scope_type: 'DEPLOYMENT',
      description: 'From defaults',
      permissions: ['deployment.get', 'deployment.logs.get', 'deployment.metrics.get'],
    },
    two: { name: '2024', scope_type: 'DEPLOYMENT', permissions: ['deployment.get', 'deployment.logs.get'] },
  })
})

test('patterns stand in the stack as the permissions they mean, each once and in order', () => {
  const { resource } = synthesizeFiles({
    'a.roles.yaml':
      'astro_role:\n  pools:\n    name: Pools\n    scope_type: DEPLOYMENT\n    permissions:\n' +
      '      - deployment.airflow.pool.*\n      - deployment.airflow.pool.get\n      - deployment.alerts.**\n',
  })

  expect(resource?.['rolecall_astro_role']?.['pools']?.['permissions']).toEqual([
    'deployment.airflow.pool.create',
    'deployment.airflow.pool.delete',
    'deployment.airflow.pool.get',
    'deployment.airflow.pool.update',
    'deployment.alerts.create',
    'deployment.alerts.delete',
    'deployment.alerts.get',
    'deployment.alerts.update',
  ])
})

test('every problem of every file is said at once, with its place', () => {
  const files = {
    'a.roles.yaml': viewer.replace('deployment.get', 'deployment..get').replace('DEPLOYMENT', 'PLANET'),
    'b.roles.yaml':
      'astro_role:\n  other:\n    name: Other\n    scope_type: DEPLOYMENT\n    permissions:\n      - deployment.nothing.*\n',
    'sub/c.roles.jsonc': '{\n  "jitsudo_role": { "x": { "slug": "x", "nam": "X", "scopes": [] } },\n}',
    'd.roles.yaml': 'astro_role:\n  broken: [\n',
  }
  const message = messageOf(() => synthesizeFiles(files))

  expect(message).toMatch(/a\.roles\.yaml:4:17 RC008 /)
  expect(message).toMatch(/a\.roles\.yaml:5:19 RC005 /)
  expect(message).toMatch(/b\.roles\.yaml:6:9 RC010 /)
  expect(message).toMatch(/d\.roles\.yaml:\d+:\d+ RC013 /)
  expect(message).toMatch(/sub\/c\.roles\.jsonc:2:\d+ RC008 .*nam/)
})

test('what is said of a bad file names who made the construct, and no other line of the stack', () => {
  const directory = createWorkspace({ 'a.roles.yaml': 'astro_role: 1\n' })
  const stackOf = (): string => {
    try {
      synthesize((stack) => void addRoleFiles(stack, directory))
    } catch (error) {
      return error instanceof Error ? (error.stack ?? '') : ''
    }
    return ''
  }
  const lines = stackOf().split('\n')

  expect(lines[0]).toBe('RoleFilesError: Role files have a problem:')
  expect(lines.filter((line) => line.startsWith('    at '))).toHaveLength(1)
})

test('a path that finds nothing is said, and so is a file that is no role file', () => {
  const directory = createWorkspace({ 'notes.yaml': 'a: 1\n' })
  const failing = (path: string): string =>
    messageOf(() => synthesize((stack) => void new RoleFiles(stack, 'roles', { paths: [path], directory })))

  expect(failing('missing.roles.yaml')).toContain(`missing.roles.yaml names no file, seen from ${directory}`)
  expect(failing('*.yaml')).toContain('*.yaml matches no file whose name ends in .roles.yaml')
  expect(failing('notes.yaml')).toContain('notes.yaml is not a role file')
})

test('one key twice is an error, across files and across constructs', () => {
  const files = { 'a.roles.yaml': viewer, 'b.roles.yaml': viewer.replace('name: Viewer', 'name: Second') }
  const directory = createWorkspace(files)
  const together = messageOf(() => synthesize((stack) => void addRoleFiles(stack, directory)))
  const apart = messageOf(() =>
    synthesize((stack) => {
      new RoleFiles(stack, 'one', { paths: ['a.roles.yaml'], directory })
      new RoleFiles(stack, 'two', { paths: ['b.roles.yaml'], directory })
    }),
  )

  expect(together).toMatch(/a\.roles\.yaml:2:3 RC012 /)
  expect(together).toMatch(/b\.roles\.yaml:2:3 RC012 /)
  expect(apart).toMatch(/b\.roles\.yaml:2:3 RC012 /)
})

test('a role does not take the address of another construct', () => {
  const directory = createWorkspace({
    'a.roles.yaml':
      'northflank_team_role:\n  ops: { team_id: team-one, name: Ops, permissions: { team_scope: [A] } }\n',
  })
  const message = messageOf(() =>
    synthesize((stack) => {
      addRoleFiles(stack, directory)
      new NorthflankTeamRole(stack, 'ops', { teamId: 'team-one', name: 'Others', permissions: { teamScope: ['A'] } })
    }),
  )

  expect(message).toMatch(/a\.roles\.yaml:2:3 RC012 The construct stack\/ops has the address/)
})

test('a provider from the environment is added only where the stack has none of ours', () => {
  const directory = createWorkspace({ 'a.roles.yaml': viewer })
  const none = synthesize((stack) => void addRoleFiles(stack, directory))
  const before = synthesize((stack) => {
    new RolecallProvider(stack, 'rolecall', { maxBlastRadius: 'high' })
    addRoleFiles(stack, directory)
  })
  const after = synthesize((stack) => {
    addRoleFiles(stack, directory)
    new RolecallProvider(stack, 'rolecall', { maxBlastRadius: 'high' })
  })

  expect(none.provider?.['rolecall']).toEqual([{}])
  expect(before.provider?.['rolecall']).toEqual([{ max_blast_radius: 'high' }])
  expect(after.provider).toEqual(before.provider)
})

test('$import, $moved_from and $provider become what Terraform calls them', () => {
  const directory = createWorkspace({
    'a.roles.yaml':
      'astro_role:\n  viewer:\n    $import: cl123\n    $moved_from: reader\n    $provider: emea\n' +
      '    name: Viewer\n    scope_type: DEPLOYMENT\n    permissions: [deployment.get]\n',
  })
  const synthesized = synthesize((stack) => {
    addRoleFiles(stack, directory)
    new RolecallProvider(stack, 'default')
    new RolecallProvider(stack, 'emea', { alias: 'emea' })
  })

  expect(synthesized.import).toEqual([{ id: 'cl123', to: 'rolecall_astro_role.viewer', provider: 'rolecall.emea' }])
  expect(synthesized.moved).toEqual([{ from: 'rolecall_astro_role.reader', to: 'rolecall_astro_role.viewer' }])
  expect(synthesized.resource?.['rolecall_astro_role']?.['viewer']).toMatchObject({ provider: 'rolecall.emea' })
  expect(messageOf(() => synthesize((stack) => void addRoleFiles(stack, directory)))).toMatch(
    /a\.roles\.yaml:5:16 RC008 The stack has no rolecall provider with the alias `emea`/,
  )
})

test('text in a role file is text, even where it looks like an expression or a token', () => {
  const written = 'costs ${var.x} %{if true} and ${TfToken[TOKEN.0]}'
  const { resource } = synthesizeFiles({ 'a.roles.yaml': `${viewer}    description: '${written}'\n` })

  expect(resource?.['rolecall_astro_role']?.['viewer']?.['description']).toBe(
    'costs $${var.x} %%{if true} and $${TfToken${"["}TOKEN.0]}',
  )
})

test('the configuration above a file holds for it', () => {
  const rotating = viewer.replace('deployment.get', 'deployment.apiTokens.rotate, deployment.unheard.get')
  const message = messageOf(() =>
    synthesizeFiles({
      '.rolecall/config.yaml': 'version: 1\nmax_blast_radius: low\nseverity: { RC001: error }\n',
      'sub/a.roles.yaml': rotating,
    }),
  )

  expect(message).toMatch(/sub\/a\.roles\.yaml:\d+:\d+ RC009 /)
  expect(message).toMatch(/sub\/a\.roles\.yaml:5:\d+ RC001 /)
  expect(messageOf(() => synthesizeFiles({ 'sub/a.roles.yaml': rotating }))).toBe('')
})

test('warnings are annotations', () => {
  const directory = createWorkspace({ 'a.roles.yaml': viewer.replace('deployment.get', 'deployment.unheard.get') })
  const made: RoleFiles[] = []
  synthesize((stack) => void made.push(addRoleFiles(stack, directory)))

  expect(made.flatMap(({ node }) => node.metadata.map(({ type, data }) => [type, data]))).toEqual([
    ['@cdktf/warn', expect.stringMatching(/^a\.roles\.yaml:5:19 RC001 /)],
  ])
})

test('a workspace does not lower a risk unseen', () => {
  const lowered = {
    value: 'deployment.apiTokens.rotate',
    label: null,
    scopes: ['DEPLOYMENT'],
    description: '',
    risk: 'low',
  }
  const entry = { ...lowered, status: 'documented', since: null, replacedBy: [], source: null }
  const catalog = {
    version: 1,
    platform: 'astro',
    organization: null,
    retrieved: '2026-11-22',
    source: 'x',
    coverage: 'open',
    permissions: [entry],
  }
  const directory = createWorkspace({ 'a.roles.yaml': viewer, '.rolecall/catalog.astro.json': JSON.stringify(catalog) })
  const made: RoleFiles[] = []
  synthesize((stack) => void made.push(addRoleFiles(stack, directory)))

  expect(made.flatMap(({ node }) => node.metadata.map(({ data }) => data))).toEqual([
    expect.stringContaining("Astro's deployment.apiTokens.rotate stays admin: a catalog says low"),
  ])
})

test('an unreadable catalog and a wrong configuration are said with their place', () => {
  const files = {
    'a.roles.yaml': viewer,
    '.rolecall/catalog.astro.json': '{',
    '.rolecall/config.yaml': 'version: 1\nmax_blast_radius: huge\n',
  }
  const message = messageOf(() => synthesizeFiles(files))

  expect(message).toMatch(/\.rolecall\/config\.yaml:2:19 RC008 /)
  expect(message).toMatch(/\.rolecall\/catalog\.astro\.json:1:1 RC013 This catalog is not used/)
})

test('a role can be asked for by its address', () => {
  const directory = createWorkspace({ 'a.roles.yaml': viewer })
  const { output } = synthesize((stack) => {
    const roles = addRoleFiles(stack, directory)
    new TerraformOutput(stack, 'viewer', { value: roles.role('astro_role.viewer').id })
    expect(() => roles.role('astro_role.editor')).toThrow(
      'stack/roles has no role astro_role.editor. It has astro_role.viewer.',
    )
  })

  expect(output).toEqual({ viewer: { value: '${rolecall_astro_role.viewer.id}' } })
})
