import { STATUS_CODES } from 'node:http'
import { withoutInvisible } from '@rolecall/shared/model/visible.js'

export const sayStatus = (status: number): string => {
  const name = STATUS_CODES[status]
  return name === undefined ? `${status}` : `${status} ${name}`
}

const longest = 1000

/** A shorter text is no secret, and to black it out would leave nothing to read. */
const shortestSecret = 4

/** Part of a path that is as long as this may be a token. */
const shortestToken = 12

/**
 * Makes text from elsewhere fit to be shown: on one line, without control characters, of bounded length,
 * and without the credentials and the path of the base URL, which a server may repeat in its complaint.
 */
export const quoter =
  (secrets: readonly string[], basePath = '') =>
  (text: string): string => {
    const tokens = basePath.split('/').filter((part) => part.length >= shortestToken)
    const known = [...secrets.filter((secret) => secret.length >= shortestSecret), ...tokens]
    const pathless = basePath.length < shortestSecret ? text : text.replaceAll(basePath, '/…')
    const safe = known.reduce((rest, secret) => rest.replaceAll(secret, '***'), pathless)
    const line = withoutInvisible(safe).trim()
    return line.length > longest ? `${line.slice(0, longest)} …` : line
  }

export type Quote = ReturnType<typeof quoter>

/** `1 hour 5 minutes`, rounded up to what a person would wait. */
export const sayDuration = (milliseconds: number): string => {
  const seconds = Math.ceil(milliseconds / 1000)
  const count = (amount: number, unit: string): string => `${amount} ${unit}${amount === 1 ? '' : 's'}`
  if (seconds < 120) return count(seconds, 'second')
  const minutes = Math.ceil(seconds / 60)
  if (minutes < 120) return count(minutes, 'minute')
  return `${count(Math.floor(minutes / 60), 'hour')}${minutes % 60 === 0 ? '' : ` ${count(minutes % 60, 'minute')}`}`
}

export const sayTime = (epochMilliseconds: number): string =>
  `${new Date(epochMilliseconds).toISOString().slice(0, 16).replace('T', ' ')} UTC`
