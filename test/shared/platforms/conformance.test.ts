/** What must hold for every platform, so that schema, constructs, checks and completion need no edit for a new one. */
import { readCatalogFile } from '@rolecall/shared/catalog/read.js'
import type { Attributes, AttributeType } from '@rolecall/shared/model/attribute.js'
import { grantedLists } from '@rolecall/shared/model/granted.js'
import { permissionPlaces } from '@rolecall/shared/model/permission-places.js'
import { isRisk } from '@rolecall/shared/model/risk.js'
import type { AttributeValue, AttributeValues, RoleType } from '@rolecall/shared/model/role.js'
import { needsParent } from '@rolecall/shared/model/role.js'
import { findPlatform, findRoleType, platformOf, platforms, roleTypes } from '@rolecall/shared/platforms/registry.js'
import { describe, expect, test } from 'vitest'

type Named = {
  readonly path: string
  readonly type: AttributeType
  readonly attributes: Attributes
  readonly name: string
}

const attributesOf = (attributes: Attributes, prefix = ''): readonly Named[] =>
  Object.entries(attributes).flatMap(([name, { type }]) => {
    const path = `${prefix}${name}`
    const element = type.kind === 'set' || type.kind === 'list' ? type.element : type
    const inner = element.kind === 'object' ? attributesOf(element.attributes, `${path}.`) : []
    return [{ path, type, attributes, name }, ...inner]
  })

/** A role with everything that may be set, as empty as can be. */
const emptyRole = (attributes: Attributes): AttributeValues => {
  const value = (type: AttributeType): AttributeValue => {
    if (type.kind === 'object') return emptyRole(type.attributes)
    if (type.kind === 'set' || type.kind === 'list') return []
    return type.kind === 'boolean' ? true : ''
  }
  return Object.fromEntries(Object.entries(attributes).map(([name, { type }]) => [name, value(type)]))
}

test('platforms and role types are found by name', () => {
  for (const platform of platforms) expect(findPlatform(platform.key)).toBe(platform)
  for (const type of roleTypes) {
    expect(findRoleType(type.name)).toBe(type)
    expect(platformOf(type).roleTypes).toContain(type)
    expect(type.name.startsWith(`${platformOf(type).key}_`)).toBe(true)
  }
  expect(findPlatform('constructor')).toBeNull()
  expect(findRoleType('toString')).toBeNull()
  expect(new Set(roleTypes.map(({ name }) => name)).size).toBe(roleTypes.length)
})

describe.each(roleTypes.map((type): [string, RoleType] => [type.name, type]))('%s', (_, type) => {
  const all = attributesOf(type.attributes)

  test('says what it is', () => {
    expect(type.title).not.toBe('')
    expect(type.description).toMatch(/\.$/)
    for (const { attributes, name, path } of all) expect(attributes[name]?.description, path).toMatch(/^.*[.!]$/s)
  })

  test('has the attributes that every role has', () => {
    const kinds = (names: readonly string[]) => names.map((name) => type.attributes[name]?.presence)
    expect(kinds(['name', 'description', 'id', 'created_at', 'updated_at', 'blast_radius'])).toEqual([
      'required',
      'optional',
      'computed',
      'computed',
      'computed',
      'computed',
    ])
    const { blast_radius: radius } = type.attributes
    expect(radius?.type.kind === 'object' ? Object.keys(radius.type.attributes) : []).toEqual([
      'level',
      'summary',
      'warnings',
    ])
    expect(radius?.computed).toBe('permissions')
  })

  test('has its label, its id and its parent', () => {
    expect(type.attributes[type.label]).toMatchObject({ presence: 'required', type: { kind: 'string' } })
    expect(type.attributes[type.pathId]?.type.kind).toBe('string')
    expect(type.exampleId).not.toBe('')
    if (type.parent === null) return
    const parent = type.attributes[type.parent.attribute]
    expect(parent?.type.kind).toBe('string')
    expect(parent?.replace).toBe(needsParent(type) ? 'always' : 'configured')
    expect(type.parent.noun).toMatch(/^[a-z]+$/)
    expect(type.parent.example).toMatch(/^[A-Za-z0-9-]+$/)
  })

  test('lets nothing be empty that stands in an address', () => {
    const names = [type.pathId, ...(type.parent ? [type.parent.attribute] : [])]
    for (const name of names) {
      const attribute = type.attributes[name]
      if (attribute?.presence === 'computed') continue
      expect(attribute?.type, name).toMatchObject({ length: { min: expect.any(Number) } })
    }
  })

  test('has its permissions where they are looked for', () => {
    expect(permissionPlaces(type).length).toBeGreaterThan(0)
  })

  test('grants permissions of scopes that the platform and its catalog have', () => {
    const lists = grantedLists({ type: type.name, key: null, attributes: emptyRole(type.attributes) }, type)
    expect(lists.length).toBeGreaterThan(0)
    const known = new Set(platformOf(type).scopes.map(({ name }) => name))
    for (const { scope } of lists) if (scope !== null) expect(known).toContain(scope)
  })

  test('has attributes that the framework can plan', () => {
    for (const { attributes, name, path } of all) {
      const attribute = attributes[name]
      expect(path.split('.').at(-1)).toMatch(/^[a-z][a-z0-9_]*$/)
      if (attribute?.default) expect(attribute.presence, path).toBe('optional-computed')
      if (attribute?.computed) expect(['computed', 'optional-computed'], path).toContain(attribute.presence)
      if (attribute?.replace) expect(attribute.presence, path).not.toBe('computed')
    }
    for (const [name, { presence, computed }] of Object.entries(type.attributes)) {
      if (presence === 'computed') expect(computed, name).toBeDefined()
    }
  })

  test('has patterns that are regular expressions and finish a sentence', () => {
    for (const { type: attribute, path } of all) {
      if (attribute.kind !== 'string' || !attribute.pattern) continue
      expect(() => new RegExp(attribute.pattern?.regex ?? '('), path).not.toThrow()
      expect(attribute.pattern.regex).toMatch(/^\^.*\$$/)
      expect(attribute.pattern.says).toMatch(/^[a-z]/)
    }
  })
})

describe.each(platforms.map((platform): [string, (typeof platforms)[number]] => [platform.key, platform]))(
  'the catalog of %s',
  (key, { catalog, scopes, permission: { pattern, separator } }) => {
    const values = new Set(catalog.permissions.map(({ value }) => value))

    test('is a catalog file like any other', () => {
      expect(readCatalogFile(JSON.stringify(catalog))).toEqual({ catalog })
      expect(catalog).toMatchObject({ version: 1, platform: key, organization: null })
      expect(catalog.source).toMatch(/^https:\/\//)
    })

    test('holds each permission once, sorted', () => {
      const listed = catalog.permissions.map(({ value }) => value)
      expect(listed).toEqual([...new Set(listed)].sort((one, other) => (one < other ? -1 : 1)))
    })

    test('describes and rates each permission', () => {
      for (const entry of catalog.permissions) {
        expect(entry.description, entry.value).toMatch(/^[A-Z].*\.$/)
        expect(isRisk(entry.risk), entry.value).toBe(true)
        expect(entry.status === 'learned', entry.value).toBe(false)
        if (entry.source !== null) expect(entry.source).toMatch(/^https:\/\//)
      }
    })

    test('holds permissions that its own rules accept', () => {
      const names = scopes.map(({ name }) => name)
      for (const { value, scopes: own } of catalog.permissions) {
        if (pattern) expect(value).toMatch(new RegExp(pattern.regex))
        if (separator !== null) expect(value.split(separator).length, value).toBeGreaterThan(1)
        expect(own.length, value).toBeGreaterThan(0)
        expect(names).toEqual(expect.arrayContaining([...own]))
      }
    })

    test('names the successors of what was renamed', () => {
      for (const { value, status, replacedBy } of catalog.permissions) {
        expect(replacedBy.length > 0, value).toBe(status === 'renamed')
        for (const other of replacedBy) expect(values, value).toContain(other)
      }
    })
  },
)
