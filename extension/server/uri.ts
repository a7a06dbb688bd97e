/** Clients encode one URI in several ways; everything that is kept by URI is kept by this one. */

const encodeSegment = (segment: string): string => {
  try {
    return encodeURIComponent(decodeURIComponent(segment))
  } catch {
    return segment
  }
}

const parts = /^([A-Za-z][A-Za-z0-9+.-]*:)(\/\/[^/]*)?(.*)$/s

/** One way to write a URI: each segment of its path encoded, a drive letter in lower case, the query as one segment. */
export const canonicalUri = (uri: string): string => {
  const match = parts.exec(uri)
  if (!match) return uri
  const [, scheme = '', authority = '', rest = ''] = match
  const [, path = '', query = ''] = /^([^?#]*)(.*)$/s.exec(rest) ?? []
  const encoded = path
    .split('/')
    .map(encodeSegment)
    .join('/')
    .replace(/^\/([A-Za-z])%3A/, (_, drive: string) => `/${drive.toLowerCase()}%3A`)
  return scheme + authority + encoded + (query === '' ? '' : `?${encodeSegment(query.slice(1))}`)
}

/** `file:`, `untitled:`, `git:` and their like. */
export const schemeOf = (uri: string): string => parts.exec(uri)?.[1] ?? ''

/** What stands before the path: files with the same are in one file system. */
export const originOf = (uri: string): string => {
  const [, scheme = '', authority = ''] = parts.exec(uri) ?? []
  return scheme + authority
}

/** The directory of a canonical URI; null at the top. */
export const parentUri = (uri: string): string | null => {
  const at = uri.lastIndexOf('/')
  return at > 0 && uri[at - 1] !== '/' ? uri.slice(0, at) : null
}

/** The directories above a canonical URI, innermost first. */
export const parentUris = function* (uri: string): Generator<string> {
  for (let at = parentUri(uri); at !== null; at = parentUri(at)) yield at
}

/** Whether a canonical URI is below one of some directories. */
export const isBelow = (uri: string, directories: ReadonlySet<string>): boolean => {
  for (const directory of parentUris(uri)) if (directories.has(directory)) return true
  return false
}

export const joinUri = (directory: string, ...names: readonly string[]): string =>
  [directory.replace(/\/$/, ''), ...names.map(encodeURIComponent)].join('/')

/** A relative path, with `..` and `.`, from a directory. */
export const resolveUri = (directory: string, path: string): string => {
  let at = directory
  for (const name of path.replaceAll('\\', '/').split('/')) {
    if (name === '' || name === '.') continue
    at = name === '..' ? (parentUri(at) ?? at) : joinUri(at, name)
  }
  return at
}

/** The path of a canonical URI, decoded: what a name or a glob is matched against. */
export const uriPath = (uri: string): string => {
  // What a query or fragment says is of the version of a file, or of the view that shows it.
  const path = (parts.exec(uri)?.[3] ?? uri).replace(/[?#].*$/s, '')
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

/** The path below a directory; null where the URI is not below it. */
export const relativePath = (directory: string, uri: string): string | null =>
  uri.startsWith(`${directory}/`) ? uriPath(uri.slice(directory.length + 1)) : null
