import { conformRecord } from '../value/conform.js'
import { pathText } from '../value/path.js'
import type { ValueRecord } from '../value/value.js'
import type { AttributePath, Diagnostic, Diagnostics } from './diagnostic.js'
import type { Engine } from './engine.js'
import { bug, guarded, resourceOf, unknownTypeBug } from './engine.js'
import { impliedType } from './implied-type.js'
import { decodePrivate, encodePrivate, noPrivate } from './private-state.js'
import { completeProposal, modifyPlan, withoutWriteOnly } from './proposed.js'
import type { Resource } from './resource.js'
import type { Schema } from './schema.js'

export type PlanCall = {
  readonly type: string
  readonly config: ValueRecord | null
  readonly prior: ValueRecord | null
  readonly proposed: ValueRecord | null
  readonly private: Uint8Array
}

export type PlanAnswer = {
  readonly planned: ValueRecord | null
  readonly replace: readonly AttributePath[]
  readonly private: Uint8Array
  readonly diagnostics: Diagnostics
}

/** Sorted and each once: one plan, one text. */
const orderPaths = (paths: readonly AttributePath[]): readonly AttributePath[] => {
  const byText = new Map(paths.map((path) => [pathText(path), path]))
  return [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, path]) => path)
}

const planDestroy = async <Client>(
  engine: Engine<Client>,
  resource: Resource<Client>,
  { prior, private: bytes }: PlanCall,
): Promise<PlanAnswer> => {
  const request = prior && { prior, private: decodePrivate(bytes) }
  const own = (request && (await resource.planDestroy?.(request, engine.context))) ?? { diagnostics: [] }
  const kept = own.private ? encodePrivate(own.private) : bytes
  return { planned: null, replace: [], private: kept, diagnostics: own.diagnostics }
}

/** What the resource's own plan may not do, whatever it is. Terraform checks the rest. */
const conformPlan = (
  type: string,
  schema: Schema,
  versions: { readonly config: ValueRecord; readonly prior: ValueRecord | null; readonly planned: ValueRecord },
  replace: readonly string[],
): { readonly planned: ValueRecord; readonly diagnostics: readonly Diagnostic[] } => {
  const { value, problems } = conformRecord(versions.planned, impliedType(schema))
  const strangers = replace.filter((name) => !Object.hasOwn(schema.attributes, name))
  const all = [...problems, ...strangers.map((name) => `${name} asks for a replacement and is not in the schema`)]
  return {
    planned: withoutWriteOnly(schema, { ...versions, planned: value }),
    diagnostics: all.length === 0 ? [] : [bug(`the plan of ${type} is invalid`, all)],
  }
}

const planChange = async <Client>(
  engine: Engine<Client>,
  resource: Resource<Client>,
  call: PlanCall,
  { config, proposed }: { readonly config: ValueRecord; readonly proposed: ValueRecord },
): Promise<PlanAnswer> => {
  const { schema, type } = resource
  const { prior } = call
  // Terraform plans a replacement as a new object, and hands over what the old one kept.
  const bytes = prior === null ? noPrivate : call.private
  const completed = completeProposal(schema, { config, prior, proposed })
  const { planned, replace } = modifyPlan(schema, { config, prior, planned: completed })
  if (!resource.plan) return { planned, replace: orderPaths(replace), private: bytes, diagnostics: [] }

  const own = await resource.plan({ config, prior, planned, private: decodePrivate(call.private) }, engine.context)
  const asked = own.replace ?? []
  const settled = conformPlan(type, schema, { config, prior, planned: own.planned }, asked)
  const paths = asked.filter((name) => Object.hasOwn(schema.attributes, name)).map((name) => [name])
  return {
    planned: settled.planned,
    replace: prior === null ? [] : orderPaths([...replace, ...paths]),
    private: own.private ? encodePrivate(own.private) : bytes,
    diagnostics: [...own.diagnostics, ...settled.diagnostics],
  }
}

/** PlanResourceChange: what will be, with unknowns for what only the platform can say. */
export const planResource = async <Client>(engine: Engine<Client>, call: PlanCall): Promise<PlanAnswer> => {
  const { type, config, proposed } = call
  const failed = (diagnostics: Diagnostics): PlanAnswer => ({
    planned: proposed,
    replace: [],
    private: call.private,
    diagnostics,
  })
  const resource = resourceOf(engine, type)
  if (!resource) return failed([unknownTypeBug('resource', type)])
  const run = (): Promise<PlanAnswer> =>
    proposed === null || config === null
      ? planDestroy(engine, resource, call)
      : planChange(engine, resource, call, { config, proposed })
  return guarded(engine.log, `planning ${type}`, run, failed)
}
