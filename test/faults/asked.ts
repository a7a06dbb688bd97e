/** What a request is about, by its method and path alone: the role APIs agree that far. */
export type What = 'list' | 'read' | 'create' | 'update' | 'delete'

export type Asked = { readonly method: string; readonly url: string; readonly what: What }

export const isWrite = ({ what }: Asked): boolean => what !== 'list' && what !== 'read'

export const asked = (method: string, url: string): Asked => {
  const [path = ''] = url.split('?')
  const isCollection = /\/(?:org-)?roles$/.test(path)
  const what =
    method === 'GET'
      ? isCollection
        ? 'list'
        : 'read'
      : method === 'DELETE'
        ? 'delete'
        : isCollection
          ? 'create'
          : 'update'
  return { method, url, what }
}
