/** Where a service is, or the rest of a sentence that starts with the setting's name. */
export type BaseUrl = { readonly url: URL } | { readonly problem: string }

/**
 * Reads a base URL as a user wrote it. Trailing slashes go. A user name, a query or a fragment is
 * refused: the first would end up in texts, the others would swallow the path that follows. So is http://
 * to another machine, which would show the credential to everyone on the way, unless `httpSetting` is null:
 * it names the setting that allows it.
 */
export const readBaseUrl = (text: string, httpSetting: string | null): BaseUrl => {
  if (!URL.canParse(text)) return { problem: 'is not a URL; write it whole, for example https://roles.example.com' }
  const url = new URL(text)
  if (!['http:', 'https:'].includes(url.protocol)) return { problem: 'must begin with https://' }
  if (url.username !== '' || url.password !== '') return { problem: 'must not hold a user name or a password' }
  if (url.search !== '' || url.hash !== '') return { problem: 'must end with its path, without ? or #' }
  if (url.protocol === 'http:' && httpSetting !== null && !isLoopback(url.hostname)) {
    return {
      problem:
        'begins with http:// and leads to another machine, so the credential would cross the network unencrypted; ' +
        `write https://, or set ${httpSetting} = true in the provider block`,
    }
  }
  url.pathname = url.pathname.replace(/\/+$/, '')
  return { url }
}

/** Whether a host is this machine, by name or by address. */
export const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || hostname === '::1' || /^127\.\d+\.\d+\.\d+$/.test(hostname)

/** The path of a URL and what follows it, less the slash at its end. */
export const pathOf = (url: URL): string => url.pathname.replace(/\/+$/, '')

/** The URL without a version path at its end, which the caller adds to each path itself. */
export const withoutVersion = (url: URL, version: string): URL => {
  const shorter = new URL(url)
  shorter.pathname = pathOf(url).replace(new RegExp(`/${version}$`), '')
  return shorter
}

/** Segments become one path; each is encoded, so that none can leave its place. */
export const joinPath = (base: URL, segments: readonly string[]): string =>
  [pathOf(base), ...segments.map((segment) => encodeURIComponent(segment.replace(/\p{Surrogate}/gu, '\ufffd')))].join(
    '/',
  )

/** A path for texts: of the base URL there is nothing in it, as somebody may have put a token there. */
export const shownUrlPath = (base: URL, segments: readonly string[]): string =>
  `${pathOf(base) === '' ? '' : '/…'}${joinPath(new URL(base.origin), segments)}`

/** What cannot be a segment: nothing, and the two names that go up or stay in the tree. */
export const isSegment = (segment: string): boolean => !['', '.', '..'].includes(segment)
