import { astro as platform } from '@rolecall/shared/platforms/astro/platform.js'
import { usualHeaders } from '../../http/budget.js'
import { isFields, textOf } from '../../http/reading.js'
import type { Service, ServiceError } from '../../http/service.js'
import { fieldPath } from '../attributes.js'
import type { Settings } from '../role-api.js'
import { httpSettingOf } from '../transport.js'

export const defaultBaseUrl = 'https://api.astronomer.io/v1'

const isTaken = (error: unknown): boolean => isFields(error) && error['field'] === 'name' && error['code'] === 'unique'

/** `{ message, requestId, statusCode, fieldErrors? }`; gateways also say `message`, but not the others. */
const readError = (body: unknown): ServiceError | null => {
  if (!isFields(body) || typeof body['message'] !== 'string') return null
  if (body['requestId'] === undefined && body['statusCode'] === undefined) return null
  const errors = Array.isArray(body['fieldErrors']) ? body['fieldErrors'].filter(isFields) : []
  return {
    message: body['message'],
    requestId: textOf(body['requestId']),
    code: null,
    notices: [],
    fields: errors.map(({ field, message, code }) => `${textOf(field)}: ${textOf(message)} (${textOf(code)})`),
    path: fieldPath(
      errors.map(({ field }) => textOf(field) ?? ''),
      platform,
    ),
    kind: errors.some(isTaken) ? 'conflict' : null,
  }
}

/** Other tools want the vendor's host alone; ours wants the version as well. */
const withVersion = (baseUrl: string): string =>
  /^https:\/\/[^/]+\.astronomer\.io\/*$/.test(baseUrl) ? `${baseUrl.replace(/\/+$/, '')}/v1` : baseUrl

export const astroService = (settings: Settings): Service => ({
  title: platform.title,
  baseUrl: withVersion(settings['base_url'] ?? defaultBaseUrl),
  baseUrlSetting: 'astro.base_url (ASTRO_API_URL)',
  httpSetting: httpSettingOf(platform.key, settings),
  version: null,
  headers: { authorization: `Bearer ${settings['token'] ?? ''}` },
  secrets: [settings['token'] ?? ''],
  credentialSetting: 'astro.token (ASTRO_API_TOKEN)',
  // For each token. https://www.astronomer.io/docs/api/overview
  perSecond: { GET: 25, POST: 10, DELETE: 5 },
  // No document names headers; where they come, they are about the method, as the limits are.
  budget: { headers: usualHeaders, perMethod: true },
  holders: 'users, Teams and API tokens',
  readError,
})
