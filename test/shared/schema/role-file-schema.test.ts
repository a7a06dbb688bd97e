import { readFileSync } from 'node:fs'
import { roleFileSchema } from '@rolecall/shared/schema/role-file-schema.js'
import { expect, test } from 'vitest'

const published = new URL('../../../provider/docs/role-file.schema.json', import.meta.url)

test('the published schema is the one that the role types give', () => {
  const text = readFileSync(published, 'utf8')
  expect(JSON.parse(text), 'run npm run docs').toEqual(JSON.parse(JSON.stringify(roleFileSchema())))
})
