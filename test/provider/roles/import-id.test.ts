import { roleTypes } from '@rolecall/shared/platforms/registry.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { importBlock, importHelp, importIdOf, parseImportId } from '../../../provider/roles/import-id.js'

const parent = fc.stringMatching(/^[A-Za-z0-9-]+$/)
const id = fc.stringMatching(/^[^/:\n]+$/)
const name = fc.string({ minLength: 1 }).filter((text) => !/[\n\r\u2028\u2029]/.test(text))

describe('an import id', () => {
  test('is an id, alone or behind a place', () => {
    fc.assert(
      fc.property(parent, id, (where, what) => {
        expect(parseImportId(what)).toEqual({ parent: null, id: what })
        expect(parseImportId(importIdOf(where, what))).toEqual({ parent: where, id: what })
      }),
    )
  })

  test('is a name word for word, alone or behind a place', () => {
    fc.assert(
      fc.property(parent, name, (where, what) => {
        expect(parseImportId(`name:${what}`)).toEqual({ parent: null, name: what })
        expect(parseImportId(`${where}/name:${what}`)).toEqual({ parent: where, name: what })
      }),
    )
  })

  test.each(['', '/', 'a/', '/b', 'a/b/c', 'a:b', 'name:', 'a/name:', 'a b/c'])('is not %j', (text) => {
    expect(parseImportId(text)).toBeNull()
  })

  test.each(roleTypes.map((roleType) => [roleType.name, roleType] as const))(
    'of %s has examples that are ids',
    (_name, roleType) => {
      const examples = [...importHelp(roleType).matchAll(/ '([^']+)'/g)].map((match) => match[1] ?? '')
      expect(examples).toHaveLength(2)
      for (const example of examples) {
        const parsed = parseImportId(example)
        expect(parsed).not.toBeNull()
        expect(parsed?.parent === null).toBe(roleType.parent === null)
      }
    },
  )

  test('stands in a block without becoming a template', () => {
    const [roleType] = roleTypes
    if (!roleType) throw new Error('there are no role types')
    expect(importBlock(roleType, null, '${file("x")}')).toContain('id = "$${file(\\"x\\")}"')
  })
})
