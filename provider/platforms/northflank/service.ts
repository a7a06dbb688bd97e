import { northflank as platform } from '@rolecall/shared/platforms/northflank/platform.js'
import { usualHeaders } from '../../http/budget.js'
import { isFields, textOf } from '../../http/reading.js'
import type { Service, ServiceError } from '../../http/service.js'
import { fieldPath } from '../attributes.js'
import type { Settings } from '../role-api.js'
import { httpSettingOf } from '../transport.js'

export const defaultBaseUrl = 'https://api.northflank.com'

type Details = Pick<ServiceError, 'fields' | 'path'>

/** Their shape is not documented. A list with a field and a message each is understood, the rest is shown as it is. */
const detailsOf = (details: unknown): Details => {
  if (details === undefined || details === null) return { fields: [] }
  const issues = Array.isArray(details) ? details.filter(isFields) : []
  const fields = issues.map(({ field }) => textOf(field) ?? '')
  if (issues.length === 0 || fields.includes('')) return { fields: [`Details: ${JSON.stringify(details)}`] }
  const said = issues.map(({ field, message }) => `${textOf(field)}: ${textOf(message)}`)
  return { fields: said, path: fieldPath(fields, platform) }
}

/** `{ error: { status, message, id?, details? } }`; whether `id` names the error or the request is not documented. */
const readError = (body: unknown): ServiceError | null => {
  const error = isFields(body) && isFields(body['error']) ? body['error'] : null
  if (!error || typeof error['message'] !== 'string') return null
  const id = textOf(error['id'])
  const isCode = id !== null && /^[a-z]+(?:[-_ ][a-z]+)*$/i.test(id)
  return {
    message: error['message'],
    requestId: isCode ? null : id,
    code: isCode ? id : null,
    notices: [],
    ...detailsOf(error['details']),
  }
}

export const northflankService = (settings: Settings): Service => ({
  title: platform.title,
  baseUrl: settings['base_url'] ?? defaultBaseUrl,
  baseUrlSetting: 'northflank.base_url (NORTHFLANK_BASE_URL)',
  httpSetting: httpSettingOf(platform.key, settings),
  version: 'v1',
  headers: { authorization: `Bearer ${settings['token'] ?? ''}` },
  secrets: [settings['token'] ?? ''],
  credentialSetting: 'northflank.token (NORTHFLANK_API_TOKEN)',
  // 1000 an hour, and no limit by the second. https://northflank.com/docs/v1/api/use-the-api
  perSecond: {},
  budget: { headers: usualHeaders, perMethod: false },
  holders: 'members, directory groups and API tokens',
  readError,
})
