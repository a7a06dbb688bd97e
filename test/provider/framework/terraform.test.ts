import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { impliedType } from '../../../provider/framework/implied-type.js'
import type { Provider } from '../../../provider/framework/provider.js'
import type { ProviderServer } from '../../../provider/framework/provider-server.js'
import type { Outcome } from '../../../provider/framework/resource.js'
import { providerSchemaJson } from '../../../provider/framework/schema-json.js'
import { schemaProblems } from '../../../provider/framework/self-check.js'
import { createProviderServer } from '../../../provider/framework/server.js'
import type { Reattached } from '../../../provider/plugin/reattach.js'
import { startReattached } from '../../../provider/plugin/reattach.js'
import { createRolecallProvider } from '../../../provider/roles/provider.js'
import { providerService } from '../../../provider/rpc/provider-service.js'
import { Decimal } from '../../../provider/value/decimal.js'
import type { Value, ValueRecord } from '../../../provider/value/value.js'
import { Dynamic, isList, isRecord, recordOf } from '../../../provider/value/value.js'
import type { Workspace } from '../terraform/support/workspace.js'
import { createWorkspace } from '../terraform/support/workspace.js'
import { createLogger, fakeProvider, schemaOf } from './fake.js'
import { applied, configOf, sample } from './sample.js'

const schema = schemaOf(sample)
const type = impliedType(schema)

const make = async ({ planned }: { readonly planned: ValueRecord }): Promise<Outcome> => {
  const state = applied(planned, type)
  return { state: isRecord(state) ? state : null, diagnostics: [] }
}

/** Every kind of attribute, and a platform that says yes to all. */
const samples = {
  ...fakeProvider({
    resource: {
      type: 'rolecall_sample',
      schema,
      create: make,
      update: make,
      read: async ({ state }) => ({ state, diagnostics: [] }),
      delete: async () => ({ state: null, diagnostics: [] }),
    },
  }),
  name: 'rolecall',
}

/** Terraform's JSON, where a number has all its digits. */
const configJson = (value: Value): string => {
  if (value instanceof Decimal) return value.text
  if (value instanceof Dynamic) return configJson(value.value)
  if (isList(value)) return `[${value.map(configJson).join(', ')}]`
  if (!isRecord(value)) return JSON.stringify(value)
  return `{${Object.entries(value)
    .map(([name, item]) => `${JSON.stringify(name)}: ${configJson(item)}`)
    .join(', ')}}`
}

const block = (config: ValueRecord, more = ''): string =>
  `{${Object.entries(config)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${JSON.stringify(name)}: ${configJson(value)}`)
    .join(', ')}${more}}`

const connect = async <Client>(
  provider: Provider<Client>,
): Promise<{ server: ProviderServer; attached: Reattached; workspace: Workspace }> => {
  const { log } = createLogger()
  const server = createProviderServer(provider, { log })
  const source = 'registry.terraform.io/rolecall/rolecall'
  const attached = await startReattached({ sources: [source], services: [providerService(server, log)], log })
  return { server, attached, workspace: await createWorkspace(() => attached.environment) }
}

const disconnect = async ({ attached, workspace }: { attached: Reattached; workspace: Workspace }): Promise<void> => {
  await attached.close()
  await workspace.close()
}

describe('the schema as Terraform prints it', () => {
  const check = async <Client>(provider: Provider<Client>): Promise<void> => {
    const connected = await connect(provider)
    await connected.workspace.write({})
    await connected.workspace.run(['init'])
    const { stdout, stderr } = await connected.workspace.run(['providers', 'schema', '-json'])
    await disconnect(connected)
    expect(stderr).toBe('')
    const printed: unknown = JSON.parse(stdout)
    expect(printed).toStrictEqual(JSON.parse(JSON.stringify(providerSchemaJson(connected.server))))
  }

  test('for the samples', () => check(samples))

  test('for the real provider, which has no problems', async () => {
    const provider = createRolecallProvider({ environment: {} })
    expect(schemaProblems(provider)).toStrictEqual([])
    await check(provider)
  })
})

describe('whatever is configured', () => {
  let connected: Awaited<ReturnType<typeof connect>>

  beforeAll(async () => {
    connected = await connect(samples)
    await connected.workspace.write({})
    await connected.workspace.run(['init'])
  })
  afterAll(() => disconnect(connected))

  /** The second object takes from the first what only an apply tells. */
  const write = async (first: ValueRecord, second: ValueRecord): Promise<void> => {
    const rest = recordOf(Object.entries(second).filter(([name]) => name !== 'description' && name !== 'by_key'))
    const more = `, "description": "x-\${rolecall_sample.first.updated}", "by_key": {"a": {"key": "\${rolecall_sample.first.updated}"}}`
    const resources = `{"first": ${block(first)}, "second": ${block(rest, more)}}`
    await connected.workspace.file('samples.tf.json', `{"resource": {"rolecall_sample": ${resources}}}`)
  }

  const runs = async (...args: readonly string[]): Promise<number | null> => {
    const { workspace } = connected
    const run = await (args[0] === 'plan' ? workspace.plan() : workspace.run([...args, '-json', '-auto-approve']))
    expect(run.diagnostics.map(({ summary, detail }) => `${summary}: ${detail}`)).toStrictEqual([])
    return run.code
  }

  test('an apply succeeds, the next plan is empty, a change succeeds, and all can go', async () => {
    const config = configOf(sample, { unknowns: false })
    await fc.assert(
      fc.asyncProperty(config, config, config, async (one, two, three) => {
        // Text is a template there, and to escape one is not what is tested.
        fc.pre(!/[$%]\{/.test([one, two, three].map(configJson).join()))
        await write(one, two)
        expect(await runs('apply')).toBe(0)
        expect(await runs('plan')).toBe(0)
        await write(three, one)
        expect(await runs('apply')).toBe(0)
        expect(await runs('plan')).toBe(0)
        expect(await runs('destroy')).toBe(0)
      }),
      { numRuns: 6, endOnFailure: true },
    )
  })

  // As they stand in a configuration. What Terraform's functions make of doubles has 53 bits, text 512.
  const numbers = [
    '-57896044618658097711785492504343953926634992332820282019728792003956564819968',
    '18446744073709551616',
    '9223372036854775808',
    '-9223372036854775809',
    '9007199254740993',
    '1e32',
    '1e400',
    '-0',
    '0.5',
    '0.1',
    '0.30000000000000004',
    '5e-324',
    '1e-400',
    `1.${'3'.repeat(400)}`,
    `${'7'.repeat(400)}`,
    '"${1 / 3}"',
    '"${pow(2, -1)}"',
    '"${pow(10, -1)}"',
    '"${log(50, 10)}"',
  ]
  test.each(numbers)('the number %s comes back as the number Terraform sent', async (number) => {
    const resource = (name: string, more: string): string =>
      `"${name}": {"name": "n", "permissions": {"team": []}, ${more}}`
    // The second is planned again in the apply, from what the first plan answered.
    const more = `"size": ${number}, "any": [${number}], "description": "\${rolecall_sample.first.updated}"`
    const resources = `${resource('first', '"size": null')}, ${resource('second', more)}`
    await connected.workspace.file('samples.tf.json', `{"resource": {"rolecall_sample": {${resources}}}}`)
    expect(await runs('apply')).toBe(0)
    expect(await runs('plan')).toBe(0)
    expect(await runs('destroy')).toBe(0)
  })
})
