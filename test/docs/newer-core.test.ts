/** Import blocks by identity and list blocks, asked for as Terraform from 1.12 and 1.14 on does. */
import { parse } from '@cdktf/hcl2json'
import { findRoleType } from '@rolecall/shared/platforms/registry.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Sandbox } from '../../provider/sandbox/contract.js'
import { startSandbox } from '../../provider/sandbox/sandbox.js'
import type { Attributes, Core } from '../provider/newer-core/core.js'
import { startCore } from '../provider/newer-core/core.js'
import { query } from '../provider/newer-core/query.js'
import type { Kind } from '../provider/terraform/support/kinds.js'
import { kindNames, kindOf } from '../provider/terraform/support/kinds.js'
import { fencesRunBy, placeOf } from './fences.js'

let sandbox: Sandbox
let core: Core

beforeAll(async () => {
  sandbox = await startSandbox()
  core = await startCore(sandbox.env)
  await core.configure()
})
afterAll(() => sandbox.close())

type ListBlock = { readonly include_resource?: boolean; readonly config?: readonly [Attributes] }

type Blocks = {
  readonly import?: readonly [{ readonly to: string; readonly identity: Attributes }]
  readonly list?: { readonly [type: string]: { readonly [name: string]: readonly [ListBlock] } }
}

const kindFor = (type: string): Kind => {
  const name = kindNames.find((each) => `rolecall_${each}` === type)
  if (name === undefined) throw new Error(`no kind ${type}`)
  return kindOf(name, sandbox)
}

/** The example's organization, team or tenant is nobody's. */
const here = (attributes: Attributes, { parent }: Kind): Attributes =>
  parent && parent.attribute in attributes ? { ...attributes, [parent.attribute]: parent.value } : attributes

const imports = async ([{ to, identity }]: NonNullable<Blocks['import']>): Promise<void> => {
  const type = /\w+/.exec(to)?.[0] ?? ''
  const kind = kindFor(type)
  const pathId = findRoleType(type.replace('rolecall_', ''))?.pathId ?? ''
  expect(Object.keys(identity)).toContain(pathId)
  const id = await kind.remote.create('imported')
  const found = await core.import(type, { identity: { ...here(identity, kind), [pathId]: id } })
  expect(found.value[pathId]).toBe(id)
}

const lists = async (type: string, { config: [config] = [{}], include_resource }: ListBlock): Promise<void> => {
  const kind = kindFor(type)
  // At JITSudo the name is the same for all, and is found by another.
  await kind.remote.create('Dev-1', kind.label === 'slug' ? { name: 'Dev-1' } : {})
  const found = await query(core, type, { config: here(config, kind), includeObject: include_resource ?? false })
  expect(found.map(({ displayName }) => displayName)).toContain('Dev-1')
}

describe.each(fencesRunBy('test/docs/newer-core.test.ts').map((fence) => [placeOf(fence), fence] as const))(
  '%s',
  (_, { text }) => {
    test('is understood', async () => {
      const blocks = (await parse('example.tf', text)) as Blocks
      expect(Object.keys(blocks).length).toBe(1)
      if (blocks.import) await imports(blocks.import)
      for (const [type, byName] of Object.entries(blocks.list ?? {}))
        for (const [block] of Object.values(byName)) await lists(type, block)
    })
  },
)
