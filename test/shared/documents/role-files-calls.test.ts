import { createCallReader } from '@rolecall/shared/documents/typescript/role-files.js'
import { createSource } from '@rolecall/shared/text/source.js'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'

const readCalls = createCallReader(ts)

const calls = (text: string) => readCalls(createSource('main.ts', text))

const imported = `import { RoleFiles } from '@rolecall/provider/cdktf'\n`

const callsWith = (settings: string) => calls(`${imported}new RoleFiles(this, 'roles', ${settings})\n`)

describe('the class', () => {
  const rest = `(stack, 'roles', { paths: ['a.roles.yaml'] })`
  test.each([
    `${imported}new RoleFiles${rest}`,
    `import { RoleFiles as Files } from '@rolecall/provider/cdktn'\nnew Files${rest}`,
    `import * as rolecall from '@rolecall/provider/cdktf'\nclass S { x() { new rolecall.RoleFiles${rest} } }`,
    `const { RoleFiles } = require('@rolecall/provider/cdktf')\nnew RoleFiles${rest}`,
  ])('%s', (text) => expect(calls(text)).toEqual([{ paths: ['a.roles.yaml'], directory: null }]))
  test.each([
    `import { RoleFiles } from 'other' // @rolecall/provider\nnew RoleFiles${rest}`,
    `import { AstroRole as RoleFiles } from '@rolecall/provider/cdktf'\nnew RoleFiles${rest}`,
    `${imported}RoleFiles${rest}`,
    `new RoleFiles${rest}`,
    `${imported}new RoleFiles(`,
    '(RoleFiles @rolecall/provider '.repeat(2000),
    '',
  ])('not %s', (text) => expect(calls(text)).toEqual([]))
})

describe('what is literal', () => {
  test.each([
    [`{ paths: ['a', "b", \`c\`], directory: 'roles' }`, { paths: ['a', 'b', 'c'], directory: 'roles' }],
    [`{ 'paths': (['a'] as const) }`, { paths: ['a'], directory: null }],
    [`{ paths: ['a', \`\${env}/b\`, flag ? 'c' : 'd', f()] }`, { paths: ['a'], directory: null }],
    [`{ paths: ['a'], provider }`, { paths: ['a'], directory: null }],
  ])('%s', (settings, call) => expect(callsWith(settings)).toEqual([call]))
  test('constants of the file', () => {
    const constants = `const own = ['b']\nconst paths = ['a', ...own]\nconst directory = 'roles'\nconst config = { paths, directory }\n`
    expect(calls(`${imported}${constants}new RoleFiles(this, 'roles', config)`)).toEqual([
      { paths: ['a', 'b'], directory: 'roles' },
    ])
  })
  test('each call is one', () => {
    const text = `${imported}for (const s of x) new RoleFiles(s, 'a', { paths: ['a'] })\nnew RoleFiles(t, 'b', { paths: ['b'] })`
    expect(calls(text).map(({ paths }) => paths)).toEqual([['a'], ['b']])
  })
  test.each([
    `{ paths: [] }`,
    `{ paths: flag ? ['a'] : ['b'] }`,
    `{ paths: files }`,
    `{ ...defaults, paths: ['a'] }`,
    `{ paths: ['a'], directory: __dirname }`,
    `{ get paths() { return ['a'] } }`,
    `{ paths: 'a' }`,
    'config',
  ])('nothing of %s', (settings) => expect(callsWith(settings)).toEqual([]))
  test('nothing that goes in a circle, or may change', () => {
    const circle = `const a = b\nconst b = a\nconst c = [...c, 'x']\n`
    expect(calls(`${imported}${circle}new RoleFiles(t, 'a', { paths: a })`)).toEqual([])
    const doubled = Array.from({ length: 40 }, (_, at) => `const d${at + 1} = [...d${at}, ...d${at}]\n`).join('')
    expect(calls(`${imported}const d0 = ['a']\n${doubled}new RoleFiles(t, 'a', { paths: d40 })`)).toEqual([])
    expect(calls(`${imported}const c = [...c, ...c, 'x']\nnew RoleFiles(t, 'a', { paths: c })`)).toEqual([])
    expect(calls(`${imported}const p = ['a']\np.push('b')\nnew RoleFiles(t, 'a', { paths: p })`)).toEqual([])
  })
})
