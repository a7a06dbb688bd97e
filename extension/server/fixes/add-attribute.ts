import type { RoleSite } from '@rolecall/shared/documents/document.js'
import { keySpan } from '@rolecall/shared/documents/locate.js'
import type { Attribute } from '@rolecall/shared/model/attribute.js'
import { textFromKey } from '@rolecall/shared/model/role-key.js'
import { own } from '@rolecall/shared/model/values.js'
import { attributeNamed } from '@rolecall/shared/rules/attributes.js'
import { isRoleFile } from '../cursor/cursor-at.js'
import { insertEntry } from '../edit/insert-entry.js'
import type { Language } from '../edit/scalar.js'
import { writeScalar } from '../edit/scalar.js'
import type { Fixer } from './fix.js'

/** A first value of the right type; a person goes on from there. */
const firstValue = (name: string, { type }: Attribute, { role }: RoleSite, language: Language): string => {
  if (type.kind === 'boolean') return 'false'
  if (type.kind === 'set' || type.kind === 'list') return '[]'
  if (type.kind === 'object') return '{}'
  const first = type.kind === 'string' && type.allowed ? (type.allowed[0] ?? '') : textFromKey(name, role.key ?? '')
  const { before, text, after } = writeScalar(first, { language, style: 'plain', flow: false }, false)
  return `${before}${text}${after}`
}

/** Adds what the role must have. Only in role files: in code the compiler and Terraform know it too. */
export const addFixes: Fixer = ({ problem, opened: { document }, role, start }) => {
  if (problem.attribute?.is !== 'missing' || !role?.type || !isRoleFile(document)) return []
  const key = keySpan(document, role)
  if (start < key.start || start > key.end) return []
  const { name } = problem.attribute
  const attribute = attributeNamed(role.type.attributes, name)
  if (!attribute || own(role.role.attributes, name) !== null) return []
  const value = firstValue(name, attribute, role, document.language)
  const edit = insertEntry(document, role, { key: name, value })
  return edit ? [{ title: `Add ${name}`, edits: [edit], preferred: true }] : []
}
