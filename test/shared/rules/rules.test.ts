/** What a new rule must have besides its file and its line. */
import { readFileSync } from 'node:fs'
import { problemCodes } from '@rolecall/shared/model/problem.js'
import type { Rule } from '@rolecall/shared/rules/rule.js'
import { rulePage, rules } from '@rolecall/shared/rules/rules.js'
import { describe, expect, test } from 'vitest'

const docs = (file: string): string =>
  readFileSync(new URL(`../../../provider/docs/problems/${file}`, import.meta.url), 'utf8')

const all = Object.values<Rule>(rules)

describe.each(all)('$code', ({ code, title, neverIgnored }) => {
  test(`has a page, provider/docs/problems/${code}.md, under its title`, () => {
    expect(docs(`${code}.md`)).toMatch(new RegExp(`^# ${code}: ${title}\n\n\\S`))
    expect(rulePage(code)).toBe(`https://github.com/rolecall/rolecall/blob/main/provider/docs/problems/${code}.md`)
  })

  test('has a row in provider/docs/problems/README.md', () => {
    expect(docs('README.md')).toContain(`| [${code}](${code}.md) | ${title} |`)
  })

  test('is said to be for no comment to ignore where it is', () => {
    const [sentence = ''] = /[^.;]*cannot be ignored/.exec(docs('README.md')) ?? []
    expect(sentence.includes(code)).toBe(neverIgnored === true)
  })
})

test('the rules stand in the order of the codes', () => {
  expect(all.map(({ code }) => code)).toEqual(problemCodes)
})

test('two rules that may meet at a site have two ranks', () => {
  const ranks = all.flatMap(({ rank }) => rank ?? [])
  expect(new Set(ranks).size).toBe(ranks.length)
})
