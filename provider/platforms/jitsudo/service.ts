import { jitsudo as platform } from '@rolecall/shared/platforms/jitsudo/platform.js'
import { fieldsOf, isFields, textOf, textsOf } from '../../http/reading.js'
import type { Call, Service, ServiceError } from '../../http/service.js'
import { fieldPath } from '../attributes.js'
import type { Settings } from '../role-api.js'
import { httpSettingOf } from '../transport.js'

const credentialSetting = 'jitsudo.token (JITSUDO_TOKEN) or jitsudo.api_key (JITSUDO_API_KEY)'

/** Every text in a value whose shape is not documented. */
const textsWithin = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap(textsWithin)
  return isFields(value) ? Object.entries(value).flatMap(([name, inner]) => [name, ...textsWithin(inner)]) : []
}

/** Those of the scopes that were sent which the details name. */
const offendingScopes = (details: unknown, { body }: Call): readonly string[] => {
  const sent = new Set(textsOf(fieldsOf(body)['scopes']) ?? [])
  return [...new Set(textsWithin(details))].filter((text) => sent.has(text))
}

const adviceFor: Readonly<Record<string, string>> = {
  tenant_mismatch:
    "The credential belongs to another tenant. Set tenant_id to the credential's tenant, or set " +
    `${credentialSetting} to a credential of the tenant.`,
  system_role:
    'Roles of the system can only be read. Take the resource out of the configuration; terraform state rm forgets it.',
  policy_denied: 'Change the role, or the Cedar policy that decides.',
}

type Refused = Pick<ServiceError, 'fields' | 'path'>

const refusedFields = (code: string, details: unknown, call: Call): Refused => {
  if (code === 'tenant_mismatch') return { fields: [], path: ['tenant_id'] }
  const scopes = offendingScopes(details, call)
  if (scopes.length > 0 || /scope/.test(code)) {
    return { fields: scopes.length > 0 ? [`Scopes: ${scopes.join(', ')}`] : [], path: ['scopes'] }
  }
  const fields = Object.entries(fieldsOf(fieldsOf(details)['fields']))
  return {
    fields: fields.map(([field, says]) => `${field}: ${textOf(says)}`),
    path: fieldPath(
      fields.map(([field]) => field),
      platform,
    ),
  }
}

/** `{ code, message, details?, notices? }` */
const readError = (body: unknown, call: Call): ServiceError | null => {
  if (!isFields(body) || typeof body['code'] !== 'string' || typeof body['message'] !== 'string') return null
  const { code, message, details, notices } = body
  return {
    message,
    requestId: null,
    code,
    notices: textsOf(notices) ?? [],
    advice: adviceFor[code] ?? null,
    ...refusedFields(code, details, call),
  }
}

/** A token goes before an API key; the service takes either. */
const credentials = (settings: Settings): Record<string, string> => {
  const { token = null, api_key: apiKey = null } = settings
  return token === null ? { 'x-api-key': apiKey ?? '' } : { authorization: `Bearer ${token}` }
}

export const jitsudoService = (settings: Settings): Service => ({
  title: platform.title,
  baseUrl: settings['base_url'] ?? '',
  baseUrlSetting: 'jitsudo.base_url (JITSUDO_URL)',
  httpSetting: httpSettingOf(platform.key, settings),
  version: 'v1',
  headers: credentials(settings),
  secrets: [settings['token'] ?? '', settings['api_key'] ?? ''],
  credentialSetting,
  perSecond: {},
  holders: 'users, groups and API keys',
  readError,
})
