/** Entries for the keys and values of role files besides permissions. */

import type { Attribute, Attributes, AttributeType } from '@rolecall/shared/model/attribute.js'
import type { RoleType } from '@rolecall/shared/model/role.js'
import { roleTypes } from '@rolecall/shared/platforms/registry.js'
import type { Range } from '@rolecall/shared/text/range.js'
import type { CompletionItem } from 'vscode-languageserver'
import { CompletionItemKind, InsertTextFormat, InsertTextMode } from 'vscode-languageserver'
import type { Client } from '../client.js'
import type { Cursor } from '../cursor/cursor.js'
import type { Expected } from '../cursor/expected.js'
import type { Language } from '../edit/scalar.js'
import { writeScalar } from '../edit/scalar.js'
import { suggestCommand } from './permission-items.js'
import type { SnippetFormat } from './snippet.js'
import { createPlaces, roleSnippet, valueText } from './snippet.js'

export type KeyPlace = {
  readonly cursor: Cursor
  readonly language: Language
  readonly range: Range
  readonly client: Client
  /** The line end of the file. */
  readonly lineEnd: string
}

const formatOf = ({ cursor, language }: KeyPlace): SnippetFormat => ({ json: language !== 'yaml', flow: cursor.flow })

type Entry = {
  readonly label: string
  readonly kind: CompletionItemKind
  readonly detail: string
  readonly documentation: string
  /** What is inserted, from the key's first character on; with places where the client has them. */
  readonly text: string
  readonly snippet: boolean
  readonly asksAgain: boolean
}

const itemOf = (entry: Entry, index: number, { range, client, lineEnd }: KeyPlace): CompletionItem => ({
  label: entry.label,
  kind: entry.kind,
  ...(entry.detail !== '' && { detail: entry.detail }),
  documentation: client.markdown ? { kind: 'markdown', value: entry.documentation } : entry.documentation,
  filterText: entry.label,
  sortText: String(index).padStart(3, '0'),
  textEdit: { range, newText: entry.text.replaceAll('\n', lineEnd) },
  ...(entry.snippet && { insertTextFormat: InsertTextFormat.Snippet }),
  ...(entry.text.includes('\n') && { insertTextMode: InsertTextMode.asIs }),
  ...(entry.asksAgain &&
    client.commands.has(suggestCommand) && { command: { title: 'Suggest', command: suggestCommand } }),
})

const isQuoted = ({ style }: Cursor): boolean => style === 'double' || style === 'single'

/** In JSON a key stands between quotes, the first of which may be there already. */
const behindQuote = (text: string, { cursor, language }: KeyPlace): string =>
  language !== 'yaml' && isQuoted(cursor) ? text.slice(1) : text

/** A key with its colon. */
const keyText = (name: string, place: KeyPlace): { readonly text: string; readonly whole: boolean } => {
  const { cursor, language } = place
  const quoted = isQuoted(cursor)
  if (cursor.colon) return { text: language === 'yaml' || quoted ? name : JSON.stringify(name), whole: false }
  if (language !== 'yaml') return { text: behindQuote(`${JSON.stringify(name)}:`, place), whole: true }
  return quoted ? { text: name, whole: false } : { text: `${name}:`, whole: true }
}

const asksAgain = ({ kind, ...type }: AttributeType): boolean =>
  kind === 'boolean' ||
  kind === 'set' ||
  kind === 'list' ||
  (kind === 'string' && 'allowed' in type && type.allowed !== undefined)

const attributeEntry = (name: string, { type, description, presence }: Attribute, place: KeyPlace): Entry => {
  const { text, whole } = keyText(name, place)
  const { snippets } = place.client
  const format = formatOf(place)
  const value = whole
    ? valueText(name, type, ' '.repeat(place.cursor.column), createPlaces(snippets), {
        ...format,
        flow: format.flow || format.json,
      })
    : ''
  // A choice is offered by asking again: with documentation, and filtered as one types.
  const simple = type.kind === 'string' || type.kind === 'boolean'
  const plain = whole && simple && !format.json
  return {
    label: name,
    kind: CompletionItemKind.Property,
    detail: presence === 'required' ? 'required' : '',
    documentation: description,
    text: plain ? `${text} ` : text + value,
    snippet: whole && !plain && snippets,
    asksAgain: whole && asksAgain(type),
  }
}

const isWritable = ({ presence }: Attribute): boolean => presence !== 'computed'

const reserved: readonly (readonly [string, string])[] = [
  ['$import', 'Id of a role that exists: it is imported instead of made.'],
  ['$moved_from', 'The key this role had before, so that it is not made anew.'],
  ['$provider', 'Alias of the provider configuration that the role belongs to.'],
]

const simpleKey = (name: string, documentation: string, place: KeyPlace, value = ''): Entry => {
  const { text, whole } = keyText(name, place)
  return {
    label: name,
    kind: CompletionItemKind.Keyword,
    detail: '',
    documentation,
    text: whole ? `${text} ${value}` : text,
    snippet: false,
    asksAgain: false,
  }
}

const attributeEntries = (attributes: Attributes, ofRole: boolean, place: KeyPlace): readonly Entry[] => {
  const writable = Object.entries(attributes).filter(([, attribute]) => isWritable(attribute))
  const required = writable.filter(([, { presence }]) => presence === 'required')
  const others = writable.filter(([, { presence }]) => presence !== 'required')
  return [
    ...[...required, ...others].map(([name, attribute]) => attributeEntry(name, attribute, place)),
    ...(ofRole ? reserved.map(([name, says]) => simpleKey(name, says, place)) : []),
  ]
}

const canHoldRoles = ({ cursor, language }: KeyPlace): boolean =>
  !cursor.colon && (language !== 'yaml' || (!cursor.flow && !isQuoted(cursor)))

const roleEntry = (role: RoleType, place: KeyPlace): readonly Entry[] => {
  if (!canHoldRoles(place)) return []
  const { snippets } = place.client
  const text = behindQuote(
    roleSnippet(role, ' '.repeat(place.cursor.column), createPlaces(snippets), formatOf(place)),
    place,
  )
  return [
    {
      label: 'viewer',
      kind: CompletionItemKind.Snippet,
      detail: role.title,
      documentation: role.description,
      text,
      snippet: snippets,
      asksAgain: false,
    },
  ]
}

const typeEntry = (role: RoleType, place: KeyPlace): Entry => {
  const { text, whole } = keyText(role.name, place)
  const { snippets } = place.client
  const { json } = formatOf(place)
  const indent = ' '.repeat(place.cursor.column)
  const inner = `${indent}  `
  const body = roleSnippet(role, inner, createPlaces(snippets), formatOf(place))
  const holds = whole && canHoldRoles(place)
  return {
    label: role.name,
    kind: CompletionItemKind.Class,
    detail: role.title,
    documentation: role.description,
    text: holds ? (json ? `${text} {\n${inner}${body}\n${indent}}` : `${text}\n${inner}${body}`) : text,
    snippet: holds && snippets,
    asksAgain: false,
  }
}

const topEntries = (place: KeyPlace): readonly Entry[] => [
  ...roleTypes.map((role) => typeEntry(role, place)),
  simpleKey('version', 'Version of the role file format: 1.', place, '1'),
  simpleKey('defaults', 'Attributes for roles that lack them, by resource type.', place),
  simpleKey('$schema', 'Address of a JSON Schema, for other tools.', place),
]

const valueEntries = (type: AttributeType, place: KeyPlace): readonly Entry[] => {
  const { cursor, language } = place
  const values = type.kind === 'boolean' ? ['true', 'false'] : type.kind === 'string' ? (type.allowed ?? []) : []
  return values.map((value) => {
    const written =
      type.kind === 'boolean'
        ? { before: '', text: value, after: '' }
        : writeScalar(value, { language, style: cursor.style, flow: cursor.flow }, cursor.open)
    return {
      label: value,
      kind: CompletionItemKind.EnumMember,
      detail: '',
      documentation: '',
      text: cursor.lead + written.before + written.text + written.after,
      snippet: false,
      asksAgain: false,
    }
  })
}

const entriesFor = (expected: Expected, place: KeyPlace): readonly Entry[] => {
  if (expected.kind === 'top') return topEntries(place)
  if (expected.kind === 'role') return roleEntry(expected.type, place)
  if (expected.kind === 'types') return roleTypes.map((role) => simpleKey(role.name, role.description, place))
  if (expected.kind === 'attributes') return attributeEntries(expected.attributes, expected.ofRole, place)
  return valueEntries(expected.type, place)
}

/** What is there already is not offered again. */
export const keyItems = (expected: Expected, place: KeyPlace): readonly CompletionItem[] => {
  const there = new Set(place.cursor.siblings)
  return entriesFor(expected, place)
    .filter(({ label }) => expected.kind === 'role' || !there.has(label))
    .map((entry, index) => itemOf(entry, index, place))
}
