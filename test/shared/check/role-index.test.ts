import { createRoleIndex, repeatedBeside } from '@rolecall/shared/check/role-index.js'
import type { LocatedProblem } from '@rolecall/shared/text/located-problem.js'
import { describe, expect, test } from 'vitest'
import { check, openRoles, underlinedIn } from '../documents/code.js'

const role = (key: string, name: string): string =>
  `resource "rolecall_astro_role" "${key}" {\n  name        = ${name}\n  scope_type  = "DEPLOYMENT"\n  permissions = ["deployment.get"]\n}\n`

const locals = 'locals {\n  shared = "Shared"\n}\n'

const files: Readonly<Record<string, string>> = {
  'a.tf': role('a', 'local.shared'),
  'b.tf': role('b', 'local.shared'),
  'locals.tf': locals,
}

const open = (file: string) => openRoles(files[file] ?? '', file, files)

/** The file of a problem with what is underlined there. */
const placeOf = (problem: LocatedProblem): string =>
  `${problem.file} ${underlinedIn(files[problem.file] ?? '', problem)}`

const otherOf = (problem: LocatedProblem): readonly string[] =>
  problem.related?.map((other) => placeOf({ ...problem, ...other })) ?? []

describe('a name that stands in another file of Terraform', () => {
  const expected = [['a.tf local.shared', ['b.tf local.shared']]]
  const places = (problems: readonly LocatedProblem[]) => problems.map((found) => [placeOf(found), otherOf(found)])
  test('is repeated where the roles use it', () => {
    const index = createRoleIndex()
    index.add(open('a.tf'), ['m'])
    index.add(open('b.tf'), ['m'])
    expect(places(index.problemsOf(open('a.tf'), ['m']))).toEqual(expected)
    expect(places(repeatedBeside(open('a.tf'), [open('b.tf')]))).toEqual(expected)
  })
  test('in one file too', () => {
    const text = role('a', 'local.shared') + role('b', 'local.shared')
    const problems = check(openRoles(text, 'a.tf', { 'locals.tf': locals }))
    expect(problems.map(({ code, file, range, related }) => [code, file, range.start.line, related?.length])).toEqual([
      ['RC012', 'a.tf', 1, 1],
      ['RC012', 'a.tf', 6, 1],
    ])
  })
  test('and a comment there hides it', () => {
    const hidden = openRoles(
      files['a.tf']?.replace('shared\n', 'shared # rolecall-ignore RC012\n') ?? '',
      'a.tf',
      files,
    )
    expect(repeatedBeside(hidden, [open('b.tf')])).toEqual([])
  })
})

test('what two modules have in common is said once', () => {
  const index = createRoleIndex()
  index.add(open('a.tf'), ['one', 'two'])
  index.add(open('b.tf'), ['one', 'two'])
  expect(index.problemsOf(open('a.tf'), ['one', 'two']).map(otherOf)).toEqual([['b.tf local.shared']])
  expect(index.problemsOf(open('a.tf'), ['three'])).toEqual([])
})
