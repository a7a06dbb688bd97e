/** The examples that the reference pages show, as a user would run them. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rolecallProvider } from '../../../provider/roles/provider.js'
import { errorsOf } from './support/errors.js'
import type { KindName } from './support/kinds.js'
import { kindOf } from './support/kinds.js'
import type { Session } from './support/session.js'
import { startSession } from './support/session.js'

const examples = fileURLToPath(new URL('../../../provider/examples/data-sources/', import.meta.url))

const types = rolecallProvider.dataSources.map(({ type }) => type)

let session: Session

/** Roles that the examples look for. */
const existing: readonly (readonly [KindName, string])[] = [
  ['astro_role', 'Deployment_Reader'],
  ['northflank_team_role', 'Developer'],
]

beforeAll(async () => {
  session = await startSession()
  for (const [kind, label] of existing) await kindOf(kind, session.sandbox).remote.create(label)
})
afterAll(() => session.close())

test('each data source has an example, and no other', () => {
  expect(readdirSync(examples).toSorted()).toEqual(types.toSorted())
})

/** The team of the example is nobody's. */
const here = (text: string): string =>
  text.replaceAll('"my-team"', JSON.stringify(session.sandbox.northflank.organizations[0]?.teams[0]?.id))

describe.each(types)('%s', (type) => {
  test('its example is applied, plans clean and is taken back', async () => {
    const workspace = await session.workspace()
    await workspace.file('example.tf', here(readFileSync(`${examples}${type}/data-source.tf`, 'utf8')))
    const applied = await workspace.apply()
    expect({ code: applied.code, errors: errorsOf(applied) }).toEqual({ code: 0, errors: [] })
    const after = await workspace.plan()
    expect({ code: after.code, diagnostics: after.diagnostics }).toEqual({ code: 0, diagnostics: [] })
    expect((await workspace.destroy()).code).toBe(0)
    const formatted = await workspace.run(['fmt', '-check', '-diff', 'example.tf'])
    expect(formatted.stdout).toBe('')
  })
})
