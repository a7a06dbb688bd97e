/** Everything a platform gets without a line of its own: runs in the copy that has a fourth one. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rolesFunction } from '../../provider/roles/functions/roles.js'
import { cursorIn, startServer, textIn } from '../extension/server.js'
import { directoryWith, run, runWith } from '../provider/cli/command.js'
import { synthesizeFiles } from '../provider/constructs/workspace.js'
import type { Session } from '../provider/terraform/support/session.js'
import { startSession } from '../provider/terraform/support/session.js'

const roleFile = (permissions: string): string =>
  `grafana_role:\n  editor:\n    name: Editor\n    permissions:\n${permissions}`

const item = (action: string, scope = 'x'): string => `      - action: ${action}\n        scope: ${scope}\n`

describe('in the editor', () => {
  test('actions are completed, explained and checked', async () => {
    const server = await startServer()
    try {
      const { text, offset } = cursorIn(roleFile(`${item('dashboards:red')}      - action: da|`))
      const file = await server.open('a.roles.yaml', text)
      const labels = (await server.complete(file, offset)).map(({ label }) => label)
      expect(labels).toEqual(expect.arrayContaining(['dashboards:read', 'dashboards:write', 'users.roles:add']))
      const [wrong] = (await server.pushed(file)).filter(({ code }) => code === 'RC001')
      expect(wrong && textIn(text, wrong.range)).toBe('dashboards:red')
      const actions = wrong ? await server.actions(file, wrong.range) : []
      expect(actions.map(({ title }) => title).join('\n')).toContain('dashboards:read')

      const known = await server.open('b.roles.yaml', roleFile(item('users.roles:add')))
      const position = { line: 4, character: 20 }
      const hover = await server.ask<unknown>('textDocument/hover', { textDocument: { uri: known.uri }, position })
      expect(JSON.stringify(hover)).toContain('Give roles to users')

      const key = cursorIn('grafana_role:\n  editor:\n    name: Editor\n    perm|')
      const keyed = await server.open('c.roles.yaml', key.text)
      const entry = (await server.complete(keyed, key.offset)).find(({ label }) => label === 'permissions')
      expect(entry?.textEdit?.newText).toContain('- action:')
    } finally {
      await server.stop()
    }
  })

  test('in Terraform too', async () => {
    const server = await startServer()
    try {
      const { text, offset } = cursorIn(
        'resource "rolecall_grafana_role" "a" {\n  name = "A"\n  permissions = [{ action = "dash|", scope = "x" }]\n}\n',
      )
      const file = await server.open('main.tf', text, 'terraform')
      const labels = (await server.complete(file, offset)).map(({ label }) => label)
      expect(labels).toContain('dashboards:read')
      expect((await server.pushed(file)).map(({ code }) => code)).toContain('RC005')
    } finally {
      await server.stop()
    }
  })
})

test('lint finds typos, repeats, what a pattern covers, and what is above the limit', () => {
  const permissions = [
    item('dashboards:red'),
    item('folders:read'),
    item('folders:read', 'y'),
    item('folders:read'),
    item('users.roles:add'),
    item('dashboards:*'),
    item('dashboards:write'),
    item('Not an action'),
  ]
  const directory = directoryWith({
    '.rolecall/config.yaml': 'version: 1\nmax_blast_radius: medium\n',
    'a.roles.yaml': roleFile(permissions.join('')),
  })
  const { code, stdout } = run(directory, ['lint', '--format', 'json'])
  const { problems } = JSON.parse(stdout) as { problems: { code: string; range: { start: { line: number } } }[] }
  const found = problems.map((problem) => `${problem.code} ${problem.range.start.line}`)
  expect(found).toEqual(expect.arrayContaining(['RC001 4', 'RC002 10', 'RC014 16', 'RC005 18']))
  expect(found.filter((one) => one.startsWith('RC009')).length).toBeGreaterThan(0)
  expect(found.filter((one) => one.startsWith('RC002'))).toEqual(['RC002 10'])
  expect(code).toBe(1)

  expect(run(directory, ['lint', '--fix']).code).toBe(1)
  const after = run(directory, ['lint', '--format', 'json']).stdout
  expect(after).not.toMatch(/RC002|RC014/)
})

test('patterns are expanded at synth, each with the scope beside it', () => {
  const { resource } = synthesizeFiles({ 'a.roles.yaml': roleFile(item('dashboards:*') + item('folders:read', 'z')) })
  expect(resource?.['rolecall_grafana_role']?.['editor']?.['permissions']).toEqual([
    ...['create', 'delete', 'read', 'write'].map((verb) => ({ action: `dashboards:${verb}`, scope: 'x' })),
    { action: 'folders:read', scope: 'z' },
  ])
})

test('the function gives its roles the same way', async () => {
  expect(await rolesFunction.call([roleFile(item('dashboards:*'))])).toMatchObject({
    value: {
      grafana_role: {
        editor: {
          name: 'Editor',
          description: null,
          permissions: ['create', 'delete', 'read', 'write'].map((verb) => ({
            action: `dashboards:${verb}`,
            scope: 'x',
          })),
        },
      },
      import_ids: { grafana_role: {} },
    },
  })
})

describe('with Terraform', () => {
  let session: Session
  beforeAll(async () => {
    session = await startSession()
  })
  afterAll(() => session.close())

  const address = 'rolecall_grafana_role.a'
  const roles = (role: object, provider: object = {}) => ({
    provider: { rolecall: provider },
    resource: { rolecall_grafana_role: { a: role } },
  })
  const reader = {
    name: 'Reader',
    permissions: [{ action: 'dashboards:read', scope: 'a' }, { action: 'folders:read' }],
  }
  const api = async (path: string, options: RequestInit = {}): Promise<Record<string, unknown>> => {
    const { GRAFANA_URL, GRAFANA_TOKEN } = session.sandbox.env
    const headers = { authorization: `Bearer ${GRAFANA_TOKEN}`, 'content-type': 'application/json' }
    const answer = await fetch(`${GRAFANA_URL}/api/access-control/roles${path}`, { headers, ...options })
    return (await answer.json()) as Record<string, unknown>
  }

  test('a role is made, kept, read again, changed, refused above the limit and destroyed', async () => {
    const workspace = await session.workspace()
    await workspace.write(roles(reader))
    expect((await workspace.apply()).code).toBe(0)
    const made = await workspace.attributes(address)
    expect(made).toMatchObject({ name: 'Reader', blast_radius: { level: 'low' }, permissions: reader.permissions })
    expect((await workspace.plan()).code).toBe(0)

    const uid = String(made?.['uid'])
    const role = await api(`/${uid}`)
    const body = JSON.stringify({ ...role, version: 2, permissions: [{ action: 'dashboards:read', scope: 'b' }] })
    await api(`/${uid}`, { method: 'PUT', body })
    const drifted = await workspace.plan()
    expect([drifted.code, drifted.drift.map(({ action }) => action)]).toEqual([2, ['update']])
    expect((await workspace.apply()).code).toBe(0)
    expect((await api(`/${uid}`))['permissions']).toEqual([
      { action: 'dashboards:read', scope: 'a' },
      { action: 'folders:read', scope: '' },
    ])

    const admin = { ...reader, permissions: [...reader.permissions, { action: 'users.roles:add' }] }
    await workspace.write(roles(admin, { max_blast_radius: 'high' }))
    const refused = await workspace.apply()
    expect(refused.code).toBe(1)
    expect(refused.diagnostics.map(({ summary }) => summary).join('\n')).toContain('RC009')
    expect(JSON.stringify(await api(`/${uid}`))).not.toContain('users.roles:add')

    await workspace.write(roles({ ...reader, permissions: [{ action: 'dashboards:red' }, { action: 'folders:*' }] }))
    const checked = await workspace.plan()
    const said = checked.diagnostics.map(({ summary }) => summary).join('\n')
    expect(said).toContain('RC005')
    expect(checked.code).toBe(1)
    await workspace.write(roles({ ...reader, permissions: [{ action: 'dashboards:red' }] }))
    expect((await workspace.plan()).diagnostics.map(({ summary }) => summary).join('\n')).toContain('RC001')

    await workspace.write(roles(reader))
    expect((await workspace.destroy()).code).toBe(0)
    expect((await api(`/${uid}`))['message']).toBe('Role not found')
  })

  test('a role is imported by its uid and by its name, and pulled', async () => {
    const permissions = [{ action: 'folders:read', scope: '' }]
    const body = JSON.stringify({ uid: 'elsewhere', name: 'Made elsewhere', description: '', version: 1, permissions })
    await api('', { method: 'POST', body })
    for (const id of ['elsewhere', 'name:Made elsewhere']) {
      const workspace = await session.workspace()
      await workspace.write(roles({ name: 'Made elsewhere', permissions: [{ action: 'folders:read' }] }))
      await workspace.file('import.tf', `import {\n  to = ${address}\n  id = ${JSON.stringify(id)}\n}\n`)
      expect((await workspace.apply()).code).toBe(0)
      expect(await workspace.attributes(address)).toMatchObject({ uid: 'elsewhere', id: 'elsewhere' })
      expect((await workspace.plan()).code).toBe(0)
    }
    const directory = directoryWith({})
    const pulled = await runWith(directory, session.sandbox.env, ['pull', 'grafana'])
    expect(pulled).toMatchObject({ code: 0, stderr: '' })
    expect(run(directory, ['lint']).code).toBe(0)
  })

  test('data sources tell of one role, of all and of what there is to grant', async () => {
    const body = (name: string, action: string) => {
      const permissions = [{ action, scope: 'a' }]
      return JSON.stringify({ uid: name.toLowerCase(), name, description: '', version: 1, permissions })
    }
    await api('', { method: 'POST', body: body('Told-b', 'folders:read') })
    await api('', { method: 'POST', body: body('Told-a', 'users.roles:add') })
    const workspace = await session.workspace()
    await workspace.write({
      data: {
        rolecall_grafana_role: { uid: { uid: 'told-a' }, name: { name: 'Told-a' } },
        rolecall_grafana_roles: {
          named: { name_regex: '^Told-' },
          granting: { permission: 'users.roles:add' },
          none: { name_regex: '^Nobody$' },
        },
        rolecall_permissions: { all: { platform: 'grafana' } },
      },
      output: {
        role: { value: '${data.rolecall_grafana_role.uid}' },
        same: { value: '${data.rolecall_grafana_role.uid == data.rolecall_grafana_role.name}' },
        named: { value: '${data.rolecall_grafana_roles.named.roles[*].name}' },
        granting: { value: '${data.rolecall_grafana_roles.granting.roles}' },
        none: { value: '${data.rolecall_grafana_roles.none.roles}' },
        source: { value: '${data.rolecall_permissions.all.source}' },
      },
    })
    expect((await workspace.apply()).code).toBe(0)
    const { stdout } = await workspace.run(['output', '-json'])
    const outputs = JSON.parse(stdout) as Record<string, { value: unknown }>
    const role = {
      uid: 'told-a',
      permissions: [{ action: 'users.roles:add', scope: 'a' }],
      blast_radius: { level: 'admin' },
    }
    expect(Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]))).toMatchObject({
      role,
      same: true,
      named: ['Told-a', 'Told-b'],
      granting: [role],
      none: [],
      source: 'shipped',
    })
  })
})
