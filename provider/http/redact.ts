import { withoutInvisible } from '@rolecall/shared/model/visible.js'

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
