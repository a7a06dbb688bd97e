import { RolecallProvider, RoleFiles, type RoleFilesConfig } from '@rolecall/provider/cdktf'
import { TerraformOutput } from 'cdktf'
import { expect, test } from 'vitest'
import { createWorkspace, messageOf, synthesize } from './workspace.js'

const viewer = '{ name: Viewer, scope_type: DEPLOYMENT, permissions: [deployment.get] }'
const file = { 'a.roles.yaml': `astro_role:\n  viewer: ${viewer}\n` }

type Options = Omit<RoleFilesConfig, 'paths' | 'directory'>

/** The stack of one or two constructs over the same files, each with a provider of its own. */
const deploy = (files: Readonly<Record<string, string>>, one: Options, other?: Options) => {
  const directory = createWorkspace(files)
  return synthesize((stack) => {
    const provider = new RolecallProvider(stack, 'emea', { alias: 'emea', astro: { organizationId: 'org-emea' } })
    new RolecallProvider(stack, 'apac')
    new RoleFiles(stack, 'one', { paths: ['*.roles.yaml'], directory, ...one })
    if (other) new RoleFiles(stack, 'two', { paths: ['*.roles.yaml'], directory, provider, ...other })
  })
}

const addresses = ({ resource }: ReturnType<typeof deploy>) => Object.keys(resource?.['rolecall_astro_role'] ?? {})

test('one file makes the roles of two organizations, and the handles know them by their keys', () => {
  const directory = createWorkspace(file)
  const { resource, output } = synthesize((stack) => {
    const emea = new RolecallProvider(stack, 'emea', { alias: 'emea' })
    const apac = new RolecallProvider(stack, 'apac', { alias: 'apac' })
    for (const [keyPrefix, provider] of [['emea_', emea] as const, ['apac_', apac] as const]) {
      const files = new RoleFiles(stack, keyPrefix, { paths: ['*.roles.yaml'], directory, keyPrefix, provider })
      new TerraformOutput(stack, `${keyPrefix}viewer`, { value: files.role('astro_role.viewer').id })
    }
  })

  expect(resource?.['rolecall_astro_role']).toMatchObject({
    emea_viewer: { name: 'Viewer', provider: 'rolecall.emea' },
    apac_viewer: { name: 'Viewer', provider: 'rolecall.apac' },
  })
  expect(output).toEqual({
    emea_viewer: { value: '${rolecall_astro_role.emea_viewer.id}' },
    apac_viewer: { value: '${rolecall_astro_role.apac_viewer.id}' },
  })
})

test('two constructs over one file are an error that names both, and what tells their roles apart', () => {
  expect(messageOf(() => deploy(file, {}, {}))).toMatch(
    /a\.roles\.yaml:2:3 RC012 The construct stack\/one has the address of this role, `rolecall_astro_role\.viewer`, which stack\/two makes too\. .*`keyPrefix`/,
  )
})

test('where roles of one file move to a prefix, moved blocks take their state along', () => {
  expect(deploy(file, { keyPrefix: 'emea_', previousKeyPrefix: '' }).moved).toEqual([
    { from: 'rolecall_astro_role.viewer', to: 'rolecall_astro_role.emea_viewer' },
  ])
  expect(deploy(file, { previousKeyPrefix: 'emea_' }).moved).toEqual([
    { from: 'rolecall_astro_role.emea_viewer', to: 'rolecall_astro_role.viewer' },
  ])
})

test('$moved_from has the prefix too, and is a step of its own where the prefix is new', () => {
  const renamed = { 'a.roles.yaml': `astro_role:\n  viewer: { $moved_from: reader, ${viewer.slice(1)}\n` }

  expect(deploy(renamed, { keyPrefix: 'emea_' }).moved).toEqual([
    { from: 'rolecall_astro_role.emea_reader', to: 'rolecall_astro_role.emea_viewer' },
  ])
  expect(deploy(renamed, { keyPrefix: 'emea_', previousKeyPrefix: '' }).moved).toEqual(
    expect.arrayContaining([
      { from: 'rolecall_astro_role.reader', to: 'rolecall_astro_role.viewer' },
      { from: 'rolecall_astro_role.viewer', to: 'rolecall_astro_role.emea_viewer' },
    ]),
  )
})

test('the moved block of one role leaves room for a role of whatever key', () => {
  const files = {
    'a.roles.yaml': `astro_role:\n  viewer: { $moved_from: reader, ${viewer.slice(1)}\n  viewer-moved: ${viewer.replace('Viewer', 'Moved')}\n`,
  }

  expect(addresses(deploy(files, { keyPrefix: 'b_', previousKeyPrefix: '' }))).toEqual(['b_viewer', 'b_viewer-moved'])
})

test('a role moves away only from where nobody else has it', () => {
  const said = /RC012 A role cannot move away from `rolecall_astro_role\.viewer`, which the construct stack\/one /

  expect(messageOf(() => deploy(file, {}, { keyPrefix: 'b_', previousKeyPrefix: '' }))).toMatch(said)
  expect(messageOf(() => deploy(file, { keyPrefix: 'b_', previousKeyPrefix: '' }, {}))).toMatch(said)
  expect(
    messageOf(() =>
      deploy(file, { keyPrefix: 'a_', previousKeyPrefix: '' }, { keyPrefix: 'b_', previousKeyPrefix: '' }),
    ),
  ).toMatch(said)
})

test.each([
  ['$import', `astro_role:\n  viewer: { $import: cl1, ${viewer.slice(1)}\n`, 2],
  ['organization_id', `astro_role:\n  viewer: { organization_id: org, ${viewer.slice(1)}\n`, 2],
  [
    'team_id',
    'defaults: { northflank_team_role: { team_id: team-one } }\nnorthflank_team_role:\n' +
      '  dev: { name: Dev, permissions: { team_scope: [A] } }\n',
    1,
  ],
])('%s in a file that two prefixes use is an error', (name, text, line) => {
  const files = { 'a.roles.yaml': text }

  expect(messageOf(() => deploy(files, { keyPrefix: 'a_' }, { keyPrefix: 'b_' }))).toMatch(
    new RegExp(
      `a\\.roles\\.yaml:${line}:\\d+ RC012 stack/one and stack/two both deploy this file, and \`${name.replace('$', '\\$')}\``,
    ),
  )
  expect(messageOf(() => deploy(files, { keyPrefix: 'a_' }))).toBe('')
})

test('a prefix is the start of an address', () => {
  for (const prefix of ['1a', 'a.', 'a b', 'ä']) {
    expect(messageOf(() => deploy(file, { keyPrefix: prefix }))).toMatch(/^keyPrefix becomes the start of Terraform/)
    expect(messageOf(() => deploy(file, { previousKeyPrefix: prefix }))).toMatch(/^previousKeyPrefix becomes/)
  }
  expect(messageOf(() => deploy(file, { keyPrefix: 'a_', previousKeyPrefix: 'a_' }))).toMatch(/both are `a_`/)
  expect(addresses(deploy(file, { keyPrefix: '_Team-1_' }))).toEqual(['_Team-1_viewer'])
})

test('roles of one name under two prefixes of one organization are one name too many', () => {
  expect(messageOf(() => deploy(file, { keyPrefix: 'a_' }, { keyPrefix: 'b_' }))).toBe('')
  expect(messageOf(() => deploy(file, { keyPrefix: 'a_' }, { keyPrefix: 'b_', provider: undefined as never }))).toMatch(
    /RC012 Another role of the same Organization has the name `Viewer` too.*stack\/one\/.*stack\/two\//i,
  )
})
