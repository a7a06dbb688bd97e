import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CodeAction, Range, TextDocumentEdit } from 'vscode-languageserver'
import type { LanguageServer, OpenFile } from './server.js'
import { applyEdits, positionAt, startServer } from './server.js'

let server: LanguageServer
let count = 0

beforeAll(async () => {
  server = await startServer()
})

afterAll(async () => {
  expect(server.logged).toEqual([])
  await server.stop()
})

const open = async (text: string, extension: string): Promise<OpenFile> => {
  count += 1
  return server.open(`d${count}/f.${extension}`, text)
}

const rangeOf = (text: string, part: string): Range => {
  const start = text.lastIndexOf(part)
  if (start < 0) throw new Error(`${part} does not stand in ${text}`)
  return { start: positionAt(text, start), end: positionAt(text, start + part.length) }
}

const accept = (text: string, action: CodeAction | undefined): string => {
  const [change] = (action?.edit?.documentChanges ?? []) as TextDocumentEdit[]
  return applyEdits(text, (change?.edits ?? []) as never)
}

const actionsAt = async (text: string, part: string, extension = 'roles.yaml', only?: string[]) => {
  const file = await open(text, extension)
  const actions = await server.actions(file, rangeOf(text, part), only)
  return { file, actions, titles: actions.map(({ title }) => title) }
}

const act = async (
  text: string,
  part: string,
  title: string | RegExp,
  extension = 'roles.yaml',
  only?: string[],
): Promise<string> => {
  const { actions, titles } = await actionsAt(text, part, extension, only)
  const action = actions.find((one) => (typeof title === 'string' ? one.title === title : title.test(one.title)))
  if (!action) throw new Error(`${String(title)} is not among ${titles.join(', ')}`)
  return accept(text, action)
}

const role = (list: string): string => `astro_role:
  viewer:
    name: Viewer
    scope_type: DEPLOYMENT
    permissions:${list}
`

const conversions: readonly (readonly [string, (text: string) => string])[] = [
  ['LF', (text) => text],
  ['CRLF', (text) => text.replaceAll('\n', '\r\n')],
]

describe.each(conversions)('with %s', (_, convert) => {
  const cases: readonly (readonly [string, string, string, string | RegExp, string])[] = [
    [
      'did you mean',
      '\n      - deployment.airflow.dags.get',
      'dags',
      'Replace with deployment.airflow.dag.get',
      '\n      - deployment.airflow.dag.get',
    ],
    [
      'did you mean, in quotes',
      '\n      - "deployment.airflow.dags.get"',
      'dags',
      'Replace with deployment.airflow.dag.get',
      '\n      - "deployment.airflow.dag.get"',
    ],
    [
      'a duplicate in a block list',
      '\n      - deployment.get # one\n      - deployment.update\n      - deployment.get # two',
      'deployment.get',
      'Remove the duplicate',
      '\n      - deployment.get # one\n      - deployment.update',
    ],
    [
      'a duplicate in brackets',
      ' [deployment.get, deployment.get]',
      'deployment.get',
      'Remove the duplicate',
      ' [deployment.get]',
    ],
    [
      'covered by a pattern',
      '\n      - deployment.airflow.dag.get\n      - deployment.airflow.dag.*',
      'dag.get',
      /pattern covers/,
      '\n      - deployment.airflow.dag.*',
    ],
    [
      'a pattern written out',
      '\n      - deployment.get\n      - deployment.airflow.dag.*\n      - deployment.update',
      'dag.*',
      'Expand to 3 permissions',
      '\n      - deployment.get\n      - deployment.airflow.dag.delete\n      - deployment.airflow.dag.get\n      - deployment.airflow.dag.update\n      - deployment.update',
    ],
    [
      'a pattern written out in brackets',
      ' [deployment.airflow.dag.*, deployment.get]',
      'dag.*',
      'Expand to 3 permissions',
      ' [deployment.airflow.dag.delete, deployment.airflow.dag.get, deployment.airflow.dag.update, deployment.get]',
    ],
    ['quotes', '\n      - *.airflow.dag.get', '*.air', /quotes/, '\n      - "*.airflow.dag.get"'],
    [
      'ignore',
      '\n      - deployment.airflow.zzzz.get',
      'zzzz',
      'Ignore RC001 here',
      '\n      # rolecall-ignore RC001\n      - deployment.airflow.zzzz.get',
    ],
    [
      'ignore another code',
      '\n      - x.get\n      # rolecall-ignore RC001 -- new\n      - x.get',
      'x.get',
      'Ignore RC002 here',
      '\n      - x.get\n      # rolecall-ignore RC001, RC002 -- new\n      - x.get',
    ],
  ]

  test.each(cases)('%s', async (__, before, part, title, after) => {
    expect(await act(convert(role(before)), part, title)).toBe(convert(role(after)))
  })

  test('a missing attribute', async () => {
    const text = convert('astro_role:\n  viewer:\n    name: Viewer\n    permissions: [deployment.get]\n')
    expect(await act(text, 'viewer', 'Add scope_type')).toBe(
      convert(
        'astro_role:\n  viewer:\n    scope_type: DEPLOYMENT\n    name: Viewer\n    permissions: [deployment.get]\n',
      ),
    )
  })

  test('fix all removes only what changes nothing', async () => {
    const text = convert(
      role(
        '\n      - deployment.get\n      - deployment.airflow.dags.get\n      - deployment.get\n      - deployment.airflow.dag.*\n      - deployment.airflow.dag.get',
      ),
    )
    expect(await act(text, 'viewer', /Remove duplicate/, 'roles.yaml', ['source.fixAll'])).toBe(
      convert(role('\n      - deployment.get\n      - deployment.airflow.dags.get\n      - deployment.airflow.dag.*')),
    )
  })

  test('sorting keeps what stands in a line with its item', async () => {
    const text = convert(
      role('\n      - deployment.update # u\n      - "deployment.get"\n      - deployment.delete # d'),
    )
    expect(await act(text, 'viewer', 'Sort permissions', 'roles.yaml', ['source.sortPermissions'])).toBe(
      convert(role('\n      - deployment.delete # d\n      - "deployment.get"\n      - deployment.update # u')),
    )
    const flow = convert(role(" [ deployment.update, 'deployment.get' ]"))
    expect(await act(flow, 'viewer', 'Sort permissions', 'roles.yaml', ['source.sortPermissions'])).toBe(
      convert(role(" [ 'deployment.get', deployment.update ]")),
    )
  })
})

test('sorting takes no item away from the comment above it', async () => {
  const text = role('\n      # rolecall-ignore RC001\n      - deployment.zzz.get\n      - deployment.get')
  expect((await actionsAt(text, 'viewer', 'roles.yaml', ['source.sortPermissions'])).titles).toEqual([])
})

test('source actions come only when they are asked for', async () => {
  const { titles } = await actionsAt(role(' [deployment.update, deployment.get, deployment.get]'), 'deployment.get')
  expect(titles).toEqual(['Remove the duplicate', 'Ignore RC002 here'])
})

test('a fix names the problem it is for, and the likeliest is preferred', async () => {
  const { actions } = await actionsAt(role('\n      - deployment.airflow.dags.get'), 'dags')
  expect(actions[0]).toMatchObject({ kind: 'quickfix', isPreferred: true, diagnostics: [{ code: 'RC001' }] })
})

test('JSON has no comments, so nothing is offered to ignore', async () => {
  const text =
    '{ "astro_role": { "v": { "name": "V", "scope_type": "DEPLOYMENT", "permissions": ["deployment.airflow.dags.get"] } } }'
  const { titles } = await actionsAt(text, 'dags', 'roles.json')
  expect(titles.filter((title) => title.startsWith('Ignore'))).toEqual([])
  expect(await act(text, 'dags', 'Replace with deployment.airflow.dag.get', 'roles.json')).toBe(
    text.replace('dags', 'dag'),
  )
  expect(await act(text.replace('"name": "V", ', ''), '"v"', 'Add name', 'roles.json')).toContain(
    '{ "name": "V", "scope_type"',
  )
})

test('an attribute is added in quotes where it would not be read as text without', async () => {
  const text = 'astro_role:\n  "null":\n    scope_type: DEPLOYMENT\n    permissions: []\n'
  expect(await act(text, '"null"', 'Add name')).toContain('\n    name: "Null"\n')
})

const terraform = (list: string): string => `resource "rolecall_astro_role" "viewer" {
  name        = "Viewer"
  scope_type  = "DEPLOYMENT"
  permissions = ${list}
}
`

test.each([
  ['roles.yaml', 'astro_rol:\n  v:\n    name: V\n', 'astro_rol', 'astro_role'],
  ['roles.yaml', 'defaults:\n  astro_role:\n    scope_typ: DAG\n', 'scope_typ', 'scope_type'],
  ['roles.json', '{ "astro_rol": { "v": { "name": "V" } } }', 'astro_rol', 'astro_role'],
  ['roles.json', '{ "astro_role": { "v": { "nam": "V" } } }', 'nam', 'name'],
  ['roles.json', '{ "astro_role": { "v": { "scope_type": "DEPLOY" } } }', 'DEPLOY', 'DEPLOYMENT'],
  ['tf', 'resource "rolecall_astro_rol" "v" {\n  name = "V"\n}\n', 'rolecall_astro_rol', 'rolecall_astro_role'],
  ['tf', 'resource "rolecall_astro_role" "v" {\n  scope_type = "DEPLOY"\n}\n', 'DEPLOY', 'DEPLOYMENT'],
  ['tf.json', '{ "resource": { "rolecall_astro_role": { "v": { "scope_type": "DEPLOY" } } } }', 'DEPLOY', 'DEPLOYMENT'],
])('%s: a word nearly right is replaced, and its quotes stay: %s', async (extension, text, wrong, right) => {
  expect(await act(text, wrong, `Replace with ${right}`, extension)).toBe(text.replace(wrong, right))
})

test('a pattern in Terraform is wrapped in expand, or written out', async () => {
  const text = terraform('["deployment.get", "deployment.airflow.dag.*"]')
  expect(await act(text, 'dag.*', /provider::rolecall::expand/, 'tf')).toBe(
    terraform('provider::rolecall::expand("astro", ["deployment.get", "deployment.airflow.dag.*"])'),
  )
  expect(await act(text, 'dag.*', 'Expand to 3 permissions', 'tf')).toBe(
    terraform(
      '["deployment.get", "deployment.airflow.dag.delete", "deployment.airflow.dag.get", "deployment.airflow.dag.update"]',
    ),
  )
})

test('nothing is wrapped in expand where the permissions are not known', async () => {
  const text = 'resource "rolecall_jitsudo_role" "a" {\n  slug   = "a"\n  name   = "A"\n  scopes = ["audit.*"]\n}\n'
  expect((await actionsAt(text, 'audit.*', 'tf')).titles).toEqual(['Ignore RC005 here'])
})

test('Terraform: did you mean, remove, ignore', async () => {
  const text = terraform('[\n    "deployment.get",\n    "deployment.airflow.dags.get",\n    "deployment.get",\n  ]')
  expect(await act(text, 'dags', 'Replace with deployment.airflow.dag.get', 'tf')).toBe(text.replace('dags', 'dag'))
  expect(await act(text, 'dags', 'Ignore RC001 here', 'tf')).toBe(
    text.replace('    "deployment.airflow', '    # rolecall-ignore RC001\n    "deployment.airflow'),
  )
  expect(await act(text, '"deployment.get"', 'Remove the duplicate', 'tf')).toBe(
    terraform('[\n    "deployment.get",\n    "deployment.airflow.dags.get",\n  ]'),
  )
})

test('TypeScript: did you mean, remove, ignore', async () => {
  const text = `import { AstroRole } from '@rolecall/provider/cdktf'

export const viewer = (stack: never) =>
  new AstroRole(stack, 'viewer', {
    name: 'Viewer',
    scopeType: 'DEPLOYMENT',
    permissions: ['deployment.get', 'deployment.airflow.dags.get', 'deployment.get'],
  })
`
  expect(await act(text, 'dags', 'Replace with deployment.airflow.dag.get', 'ts')).toBe(text.replace('dags', 'dag'))
  expect(await act(text, 'deployment.get', 'Remove the duplicate', 'ts')).toBe(text.replace(", 'deployment.get']", ']'))
  expect(await act(text, 'dags', 'Ignore RC001 here', 'ts')).toBe(
    text.replace('    permissions', '    // rolecall-ignore RC001\n    permissions'),
  )
})
