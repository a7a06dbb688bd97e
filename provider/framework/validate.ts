import { unknown } from '@rolecall/shared/model/unknown.js'
import { pathText } from '../value/path.js'
import type { ValueRecord } from '../value/value.js'
import type { AttributeSite } from './attribute-walk.js'
import { walkAttributes } from './attribute-walk.js'
import type { Diagnostic, Diagnostics } from './diagnostic.js'
import { error, warning } from './diagnostic.js'
import type { Engine } from './engine.js'
import { dataSourceOf, guarded, resourceOf, unknownTypeBug } from './engine.js'
import type { Schema } from './schema.js'

type Checked = { readonly diagnostics: Diagnostics }

type Validated = { readonly schema: Schema; validate?(config: ValueRecord): Diagnostics | Promise<Diagnostics> }

/** Terraform checks these for root attributes and leaves those of nested ones to the provider. */
const presenceProblem = ({ attribute, config, path }: AttributeSite): Diagnostic | null => {
  if (config === null) {
    if (!attribute.required) return null
    const detail = `The attribute ${pathText(path)} is required. Set it to a value that is not null.`
    return error('Missing attribute', detail, path)
  }
  if (attribute.required || attribute.optional) return null
  return error(
    'Attribute that cannot be set',
    `The value of ${pathText(path)} comes from the platform. Remove it here.`,
    path,
  )
}

const siteProblems = (site: AttributeSite): Diagnostics => {
  const { attribute, config, path } = site
  if (config === unknown) return []
  const problem = presenceProblem(site)
  if (problem || config === null) return problem ? [problem] : []
  const deprecation = attribute.deprecated
    ? [warning('Deprecated attribute', `${pathText(path)}: ${attribute.deprecated}`, path)]
    : []
  return [...deprecation, ...(attribute.validate ?? []).flatMap((validator) => validator(config, path))]
}

/** Problems of a configuration that can be seen in it alone; what is unknown has none yet. */
const configProblems = async (validated: Validated, config: ValueRecord): Promise<Diagnostics> => {
  const found: Diagnostic[] = []
  walkAttributes(validated.schema.attributes, { config, prior: null, planned: config }, (site) => {
    found.push(...siteProblems(site))
    return site.planned
  })
  return [...found, ...((await validated.validate?.(config)) ?? [])]
}

const check = <Client>(
  { log }: Engine<Client>,
  subject: string,
  validated: Validated,
  config: ValueRecord,
): Promise<Checked> =>
  guarded(
    log,
    `validating ${subject}`,
    async () => ({ diagnostics: await configProblems(validated, config) }),
    (diagnostics) => ({ diagnostics }),
  )

export const validateProvider = <Client>(engine: Engine<Client>, config: ValueRecord): Promise<Checked> =>
  check(engine, 'the provider', engine.provider, config)

export const validateResource = async <Client>(
  engine: Engine<Client>,
  { type, config }: { readonly type: string; readonly config: ValueRecord },
): Promise<Checked> => {
  const resource = resourceOf(engine, type)
  return resource ? check(engine, type, resource, config) : { diagnostics: [unknownTypeBug('resource', type)] }
}

export const validateList = async <Client>(
  engine: Engine<Client>,
  { type, config }: { readonly type: string; readonly config: ValueRecord },
): Promise<Checked> => {
  const list = resourceOf(engine, type)?.list
  return list ? check(engine, type, list, config) : { diagnostics: [unknownTypeBug('list resource', type)] }
}

export const validateDataSource = async <Client>(
  engine: Engine<Client>,
  { type, config }: { readonly type: string; readonly config: ValueRecord },
): Promise<Checked> => {
  const source = dataSourceOf(engine, type)
  return source ? check(engine, type, source, config) : { diagnostics: [unknownTypeBug('data source', type)] }
}
