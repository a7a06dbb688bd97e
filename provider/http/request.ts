import type { Dispatcher } from 'undici'
import { isSegment, joinPath, readBaseUrl, withoutVersion } from './base-url.js'
import type { Call, Service } from './service.js'

/** RFC 9110, section 5.5. undici's own complaint would not say which setting it is about. */
const isHeaderValue = (text: string): boolean => /^[\t\x20-\x7e\x80-\xff]*$/.test(text)

/** Where the paths of calls begin; a base URL that cannot be read is `serviceProblem`'s to tell. */
export const rootOf = ({ baseUrl, httpSetting, version }: Service): URL => {
  const base = readBaseUrl(baseUrl, httpSetting)
  if ('problem' in base) return new URL('http://invalid.')
  return version === null ? base.url : withoutVersion(base.url, version)
}

/** What keeps every call from being sent, to follow "Nothing was sent:"; null where nothing does. */
export const serviceProblem = (service: Service): string | null => {
  const base = readBaseUrl(service.baseUrl, service.httpSetting)
  if ('problem' in base) return `${service.baseUrlSetting} ${base.problem}`
  if (service.secrets.every(isHeaderValue)) return null
  return (
    `${service.credentialSetting} holds a line break or another character that no credential has; ` +
    'trimspace() takes off what a file ends with'
  )
}

/** What keeps this call from being sent; null where nothing does. */
export const callProblem = (call: Call): string | null => {
  const bad = call.path.find((segment) => !isSegment(segment))
  if (bad !== undefined) return `${JSON.stringify(bad)} cannot be an id`
  const header = Object.values({ ...call.headers }).find((value) => value === '' || !isHeaderValue(value))
  return header === undefined ? null : `${JSON.stringify(header)} cannot be sent in a header`
}

export type Request = Dispatcher.RequestOptions & { readonly origin: string }

export const requestOf = (service: Service, call: Call, root: URL, userAgent: string): Request => ({
  origin: root.origin,
  path: joinPath(root, call.path),
  method: call.method,
  ...(call.query && { query: call.query }),
  headers: {
    accept: 'application/json',
    // Without it a server may compress as it likes. RFC 9110, section 12.5.3.
    'accept-encoding': 'identity',
    'user-agent': userAgent,
    ...(call.body !== undefined && { 'content-type': 'application/json' }),
    ...service.headers,
    ...call.headers,
  },
  body: call.body === undefined ? null : JSON.stringify(call.body),
})
