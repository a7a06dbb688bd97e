import type { RoleFile } from '@rolecall/shared/documents/assemble.js'
import { assemble } from '@rolecall/shared/documents/assemble.js'
import type { Node } from '@rolecall/shared/syntax/node.js'
import { parseWithLibrary } from '@rolecall/shared/syntax/yaml/parse.js'
import { createSource } from '@rolecall/shared/text/source.js'

type Dump = unknown

/** A node with places in the whole text, to compare what came from differently cut chunks. */
export const dumpNode = (file: RoleFile, node: Node): Dump => {
  const { offset } = file.place(node.chunk)
  const place = [node.kind, offset + node.start, offset + node.end]
  if (node.kind === 'scalar') return [...place, node.style, node.text]
  if (node.kind === 'list') return [...place, node.items.map((item) => dumpNode(file, item))]
  if (node.kind === 'map')
    return [...place, node.entries.map(({ key, value }) => [dumpNode(file, key), dumpNode(file, value)])]
  if (node.kind === 'opaque') return place
  const target = file.resolver.follow(node)
  return [...place, node.name, target && dumpNode(file, target)]
}

/** All that a reader of a role file can see of it. */
export const dump = (file: RoleFile): Dump => ({
  roles: file.roles.map((site) => ({
    role: site.role,
    partial: site.partial,
    key: dumpNode(file, site.key),
    value: dumpNode(file, site.value),
    reserved: [site.import?.text, site.movedFrom?.text, site.provider?.text],
  })),
  problems: file
    .problems()
    .map(({ chunk, start, end, ...problem }) => {
      const { offset } = file.place(chunk)
      return { ...problem, start: offset + start, end: offset + end }
    })
    .sort((one, other) => one.start - other.start || (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1)),
  version: file.version?.text,
  defaults: [...file.defaults].map(([type, map]) => [type, dumpNode(file, map)]),
  ignores: file.ignores(),
  conflicts: file.conflicts,
})

/** The oracle: the whole text in one piece, by the library alone. */
export const readWhole = (text: string): RoleFile => {
  const chunk = { text }
  const fragment = parseWithLibrary(chunk, text, 0)
  return assemble({
    source: createSource('whole.roles.yaml', text),
    language: 'yaml',
    parts: [{ fragment, offset: 0, kind: 'whole', section: null, outdented: false }],
    problems: [],
    conflicts: [],
    regular: false,
    before: null,
    head: 0,
    tail: 0,
  })
}
