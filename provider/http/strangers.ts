/** Answers that are not the platform's: what can be said of whose they are. */
import type { Reply } from './attempt.js'
import { fieldsOf, parseBody, textOf } from './reading.js'
import type { Quote } from './redact.js'
import type { Service } from './service.js'

type Told = { readonly service: Service; readonly quote: Quote }

/** What an error in no form of the platform's says; null where it is no object with a message. */
const plainMessage = (text: string): string | null => {
  const body = parseBody(text)
  if ('problem' in body) return null
  const { message, error, detail } = fieldsOf(body.value)
  return textOf(message) ?? textOf(fieldsOf(error)['message']) ?? textOf(error) ?? textOf(detail)
}

/** How the body is compressed although the request asked for it as it is; null where it is not. */
const unaskedEncoding = ({ headers }: Reply): string | null => {
  const encoding = headers['content-encoding'] ?? ''
  return /^\s*(?:identity)?\s*$/i.test(encoding) ? null : encoding
}

/** The start of the body, as a hint at whose it is; markup says nothing. */
const startOf = (text: string): string => {
  const title = /<title[^>]*>([^<]*)<\/title>/i.exec(text.slice(0, 10_000))?.[1]
  return title ?? (/^\s*</.test(text) ? '' : text.slice(0, 200))
}

export const strangerWords = ({ service: { title }, quote }: Told, reply: Reply): string[] => {
  const { text, headers } = reply
  const encoding = unaskedEncoding(reply)
  if (encoding !== null && 'problem' in parseBody(text)) {
    return [
      `The body is compressed (content-encoding: ${quote(encoding)}) although the request asked for it as it is, so it ` +
        'cannot be read. The server, or something in between, must leave out the compression.',
    ]
  }
  const message = plainMessage(text)
  if (message !== null) {
    return [
      `The answer says: ${quote(message)}`,
      `It is not in the form of ${title}'s own errors, so it may come from ${title} or from something in between.`,
    ]
  }
  const said = quote(startOf(text))
  const kind = text.trim() === '' ? 'It has no body' : `Its content type is ${quote(headers['content-type'] ?? 'none')}`
  const about = said === '' ? `${kind}.` : `${kind}: ${said}`
  return [`The answer is not in ${title}'s format, so something in between may have given it. ${about}`]
}

const isWeb = ({ protocol }: URL): boolean => protocol === 'https:' || protocol === 'http:'

/** Where a redirect points; followed it is never, as the credential would go along. */
export const redirectWords = ({ service, quote }: Told, url: URL, { headers }: Reply): string[] => {
  const location = (headers['location'] ?? '').trim()
  if (location === '') return ['It redirects, but does not say where to.']
  const target = URL.canParse(location, url.href) ? new URL(location, url) : null
  if (target === null || !isWeb(target))
    return [`It redirects to ${JSON.stringify(quote(location))}, which is no web address.`]
  return [
    `It redirects to ${quote(`${target.origin}${target.pathname}`)}. Redirects are not followed, as the credential ` +
      `would go along; if that is the place, set ${service.baseUrlSetting} to it.`,
  ]
}
