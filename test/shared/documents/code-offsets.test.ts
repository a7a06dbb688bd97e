import type { RoleDocument, RoleSite } from '@rolecall/shared/documents/document.js'
import { wholeSpan } from '@rolecall/shared/documents/locate.js'
import { permissionSites } from '@rolecall/shared/documents/permission-site.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { applyEdit, edits } from './arbitrary.js'
import { check, open } from './code.js'
import { codeFixtures } from './code-fixtures.js'
import { lineEnds } from './fixtures.js'
import { samples } from './terraform-samples.js'

type Case = readonly [string, string, string]

const inBothLineEnds = ([title, file, text]: Case): readonly Case[] =>
  Object.entries(lineEnds).map(([name, convert]) => [`${title}, ${name}`, file, convert(text)])

const whole = Object.entries(codeFixtures).map(([file, text]): Case => [file, file, text])

/** Terraform samples one by one: short texts, which can be cut at every place. */
const cases = [
  ...whole.filter(([file]) => file !== 'main.tf'),
  ...Object.entries(samples).map(([title, { text }]): Case => [title, 'main.tf', text]),
].flatMap(inBothLineEnds)

type Seen = { readonly key: string | null; readonly end: number; readonly sites: readonly unknown[] }

const seen = (document: RoleDocument, site: RoleSite): Seen => ({
  key: site.role.key,
  end: wholeSpan(document, site).end,
  sites: permissionSites(document, site).map(({ value, path, style, content, whole }) => [
    ...[value, path, style, content.start, content.end, whole.start, whole.end],
  ]),
})

const everything = (document: RoleDocument | null): readonly Seen[] =>
  document?.roles.map((site) => seen(document, site)) ?? []

const isInside = (document: RoleDocument, text: string): boolean =>
  document.roles.every((site) => {
    const { start, end } = wholeSpan(document, site)
    const sites = permissionSites(document, site)
    return (
      start >= 0 &&
      start <= end &&
      end <= text.length &&
      sites.every(
        ({ content, whole }) =>
          whole.start <= content.start && content.start <= content.end && content.end <= whole.end,
      )
    )
  })

test.each(cases)('%s is read at every stage of being typed', (_, file, text) => {
  const finished = everything(open(text, file)).filter(({ key }) => key !== null)
  let before = open('', file)
  for (let end = 0; end <= text.length; end += 1) {
    const typed = text.slice(0, end)
    const document = open(typed, file, before)
    before = document
    if (!document) continue
    expect(isInside(document, typed)).toBe(true)
    if (file.endsWith('.json')) continue
    const now = new Map(everything(document).map((role) => [role.key, role]))
    for (const role of finished) if (role.end <= end) expect(now.get(role.key)).toEqual(role)
  }
})

test.each(cases)('%s is read from every place on', (_, file, text) => {
  for (let start = 0; start <= text.length; start += 1) expect(() => open(text.slice(start), file)).not.toThrow()
})

describe('edits', () => {
  const runs = { numRuns: Number(process.env.FAST_CHECK_RUNS ?? 100) }

  test.each(whole.flatMap(inBothLineEnds))('%s is read as if it were new', (_, file, text) => {
    fc.assert(
      fc.property(edits({ maxLength: 4 }), (changes) => {
        let now = text
        let document = open(now, file)
        for (const change of changes) {
          now = applyEdit(now, change)
          document = open(now, file, document)
          const fresh = open(now, file)
          expect(everything(document)).toEqual(everything(fresh))
          expect(document && check(document)).toEqual(fresh && check(fresh))
        }
      }),
      runs,
    )
  })
})

describe('a role whose block an edit leaves alone', () => {
  const role = (key: string, name: string, permission: string): string =>
    `resource "rolecall_astro_role" "${key}" {\n  name = "${name}"\n  scope_type = "DEPLOYMENT"\n  permissions = ["${permission}", "deployment.get"]\n}\n`
  const first = role('first', 'First', 'no.such')
  const last = role('last', 'Last', 'deployment.*')
  const body =
    '  name = "Middle"\n  permissions = ["deployment.get", "x.y"]\n  restrictions = {\n    projects = []\n  }\n'
  const between = (inner: string): string => `resource "rolecall_astro_role" "middle" {\n${inner}\n}\n`

  const said = (text: string, key: string) => {
    const document = open(text, 'main.tf')
    const problems = document ? check(document).filter((problem) => problem.role === key) : []
    return problems.map(({ code, message, range }) => [code, message, range.start.character, range.end.character])
  }

  test('has the problems it had', () => {
    const before = { first: said(first + last, 'first'), last: said(first + last, 'last') }
    expect([before.first, before.last].map(({ length }) => length)).toEqual([1, 1])
    fc.assert(
      fc.property(edits({ minLength: 1, maxLength: 3 }), (changes) => {
        // What opens a heredoc or a merge conflict is not elsewhere.
        const text = first + between(changes.reduce(applyEdit, body).replaceAll('<<', '<')) + last
        expect([said(text, 'first'), said(text, 'last')]).toEqual([before.first, before.last])
      }),
      { numRuns: Number(process.env.FAST_CHECK_RUNS ?? 500) },
    )
  })
})
