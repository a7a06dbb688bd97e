/** What there must be for every type of role beside what the compiler asks for, each by its place. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { platformOf, roleTypes } from '@rolecall/shared/platforms/registry.js'
import { describe, expect, test } from 'vitest'
import { kindNames } from '../terraform/support/kinds.js'
import { subjects } from './subjects.js'

const root = fileURLToPath(new URL('../../..', import.meta.url))

const read = (path: string): string => {
  try {
    return readFileSync(root + path, 'utf8')
  } catch {
    return ''
  }
}

const example = 'provider/examples/roles-as-code/roles'

describe.each(roleTypes.map((type) => [type.name, type] as const))('%s', (name, type) => {
  test('is tried by the conformance suite: test/provider/platforms/subjects.ts', () => {
    expect(subjects.map(({ roleType }) => roleType)).toContain(name)
  })

  test('is tried with Terraform: test/provider/terraform/support/kinds.ts', () => {
    expect(kindNames).toContain(name)
  })

  test(`has an example: provider/examples/resources/rolecall_${name}/resource.tf`, () => {
    expect(read(`provider/examples/resources/rolecall_${name}/resource.tf`)).toContain(`"rolecall_${name}"`)
  })

  test(`has a page: provider/docs/resources/${name}.md, by npm run docs`, () => {
    expect(read(`provider/docs/resources/${name}.md`)).toContain(`# rolecall_${name}`)
  })

  test.each([name, `${name}s`])('has a data source with an example and a page: %s', (source) => {
    expect(read(`provider/examples/data-sources/rolecall_${source}/data-source.tf`)).toContain(`"rolecall_${source}"`)
    expect(read(`provider/docs/data-sources/${source}.md`)).toContain(`# rolecall_${source} `)
  })

  test(`has a role of its platform in what npm start deploys: ${example}`, () => {
    const text = readdirSync(root + example)
      .map((file) => read(`${example}/${file}`))
      .join('\n')
    const names = platformOf(type).roleTypes.map((one) => one.name)
    expect(names.some((one) => text.split('\n').includes(`${one}:`))).toBe(true)
  })

  test.each(['README.md', 'provider/docs/index.md', 'provider/package.json', 'CHANGELOG.md'])(
    'has its platform in %s',
    (path) => {
      expect(read(path)).toContain(platformOf(type).title)
    },
  )
})
