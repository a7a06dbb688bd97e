/** Bodies of the role APIs, wrong in one way each. */
export type Json = unknown
export type Fields = { readonly [name: string]: Json }

export const isFields = (value: Json): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const withRows = (body: Json, change: (rows: readonly Json[]) => readonly Json[]): Json => {
  if (Array.isArray(body)) return change(body)
  if (!isFields(body)) return body
  if (Array.isArray(body['roles'])) return { ...body, roles: change(body['roles']) }
  return isFields(body['data']) && Array.isArray(body['data']['roles'])
    ? { ...body, data: withRows(body['data'], change) }
    : body
}

/** Where a role stands alone, at the top or in `data`. */
const withRole = (body: Json, change: (role: Fields) => Fields): Json => {
  if (!isFields(body)) return body
  if (isFields(body['data'])) return { ...body, data: withRole(body['data'], change) }
  return typeof body['id'] === 'string' ? change(body) : body
}

const everyRole = (body: Json, change: (role: Fields) => Fields): Json =>
  withRole(
    withRows(body, (rows) => rows.map((row) => (isFields(row) ? change(row) : row))),
    change,
  )

const optional = [
  'description',
  'createdBy',
  'updatedBy',
  'created_by',
  'updated_by',
  'createdAt',
  'created_at',
  'blast_radius',
]

export const withoutOptional = (body: Json): Json =>
  everyRole(body, (role) => Object.fromEntries(Object.entries(role).filter(([name]) => !optional.includes(name))))

export const withMore = (body: Json): Json => {
  const more = { x_flag: true, x_list: [{ id: 'other' }], x_text: '…' }
  const changed = everyRole(body, (role) => ({ ...role, ...more }))
  return isFields(changed) ? { ...changed, ...more } : changed
}

export const withoutLists = (body: Json): Json => {
  const emptied = (value: Json): Json => {
    if (Array.isArray(value)) return null
    return isFields(value)
      ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, emptied(inner)]))
      : value
  }
  return emptied(body)
}

export const repeated = (body: Json): Json => {
  const twice = withRows(body, (rows) => rows.flatMap((row) => [row, row]))
  return isFields(twice) && typeof twice['totalCount'] === 'number'
    ? { ...twice, totalCount: twice['totalCount'] * 2 }
    : twice
}

/** A page after which there is always another. */
export const neverLast = (body: Json, page: number): Json => {
  if (!isFields(body)) return body
  if (typeof body['totalCount'] === 'number') return { ...body, totalCount: 1_000_000 }
  return { ...body, pagination: { hasNextPage: true, cursor: `page-${page}`, count: 1 } }
}

/** The first page again, whichever was asked for. */
export const firstPage = (url: string): string => {
  const [path = '', query = ''] = url.split('?')
  const parameters = new URLSearchParams(query)
  parameters.delete('cursor')
  if (parameters.has('offset')) parameters.set('offset', '0')
  return `${path}?${parameters.toString()}`
}

/** Every platform's own error at once: each reads its fields and passes over the others. */
export const errorBody = (status: number, message: string): string =>
  JSON.stringify({
    message,
    requestId: 'r-1',
    statusCode: status,
    code: status === 404 ? 'not_found' : 'fault',
    error: { status, message, id: 'fault' },
  })
