import type { ValueRecord } from '../value/value.js'
import { conformState } from './conform.js'
import type { Diagnostics } from './diagnostic.js'
import { hasError } from './diagnostic.js'
import type { Engine } from './engine.js'
import { bug, failureOf, resourceOf, unknownTypeBug } from './engine.js'
import { identityIn } from './identity.js'
import type { Found, Resource } from './resource.js'

export type ListCall = {
  readonly type: string
  readonly config: ValueRecord
  /** At most so many; 0 is no limit. */
  readonly limit: number
  readonly includeObject: boolean
  /** Aborts when nobody reads on. */
  readonly signal: AbortSignal
}

/** An object with its identity, or with neither something to say. */
export type Listed = {
  readonly identity: ValueRecord | null
  readonly displayName: string
  readonly object: ValueRecord | null
  readonly diagnostics: Diagnostics
}

const said = (diagnostics: Diagnostics): Listed => ({ identity: null, displayName: '', object: null, diagnostics })

const listed = <Client>({ type, schema, identity }: Resource<Client>, found: Found, includeObject: boolean): Listed => {
  const { displayName, diagnostics = [] } = found
  const own = identity ? identityIn(identity.schema, found.state) : null
  if (!own) return said([...diagnostics, bug(`${type} was listed without its identity`, [displayName])])
  if (!includeObject) return { identity: own, displayName, object: null, diagnostics }
  const settled = conformState(type, schema, found.state, diagnostics)
  return { identity: own, displayName, object: settled.state, diagnostics: settled.diagnostics }
}

/** ListResource: objects one by one, up to the limit, until one is an error. */
export const listResource = async function* <Client>(
  { context, log, ...engine }: Engine<Client>,
  call: ListCall,
): AsyncGenerator<Listed> {
  const { type, includeObject } = call
  const resource = resourceOf({ ...engine, context, log }, type)
  if (!resource?.list) return yield said([unknownTypeBug('list resource', type)])
  const limit = call.limit > 0 ? call.limit : Number.POSITIVE_INFINITY
  const signal = AbortSignal.any([context.signal, call.signal])
  let count = 0
  try {
    for await (const found of resource.list.run(
      { config: call.config, limit, includeObject },
      { ...context, signal },
    )) {
      const event = 'state' in found ? listed(resource, found, includeObject) : said(found.diagnostics)
      yield event
      if (event.identity) count += 1
      if (count >= limit || hasError(event.diagnostics)) return
    }
  } catch (thrown) {
    yield said(failureOf(log, `listing ${type}`, thrown))
  }
}
