/** What the calls `new RoleFiles(scope, id, { paths: [...], directory: '...' })` of a file name. */
import type ts from 'typescript'
import { maximumDepth } from '../../syntax/fragment.js'
import type { Source } from '../../text/source.js'
import type { Constants } from './constants.js'
import { survey } from './constants.js'
import { unwrap } from './evaluate.js'
import { createRoleFilesFinder, packageName, roleFilesClass } from './imports.js'
import { parseTypescript } from './parse.js'

/** The literals of one call. `directory`: where the paths start from; null where the call leaves that open. */
export type RoleFilesCall = { readonly paths: readonly string[]; readonly directory: string | null }

export type CallReader = (code: Pick<Source, 'file' | 'text'>) => readonly RoleFilesCall[]

/** Whether code is worth reading for this. */
export const mayNameRoleFiles = (text: string): boolean => text.includes(roleFilesClass) && text.includes(packageName)

/** Expressions of a file that are looked at: few lines may stand for billions, or for each other. */
const maximumExpressions = 10_000

type Literals = { readonly compiler: typeof ts; readonly constants: Constants; left: number }

/** What is written, where constants stand for it; null where that is not seen. A choice is none of its branches. */
const writtenOf = (literals: Literals, expression: ts.Expression): ts.Expression | null => {
  const { compiler, constants } = literals
  let at: ts.Expression | null = unwrap(literals, expression)
  while (at !== null && compiler.isIdentifier(at) && literals.left > 0) {
    literals.left -= 1
    const value: ts.Expression | null = constants(at.text)
    at = value && unwrap(literals, value)
  }
  return at
}

const textOf = (literals: Literals, expression: ts.Expression): string | null => {
  const written = writtenOf(literals, expression)
  return written && literals.compiler.isStringLiteralLike(written) ? written.text : null
}

/** Those that can be seen. */
const textsOf = (literals: Literals, expression: ts.Expression, depth = 0): readonly string[] => {
  const { compiler } = literals
  const written = depth < maximumDepth ? writtenOf(literals, expression) : null
  if (!written || !compiler.isArrayLiteralExpression(written)) return []
  literals.left -= written.elements.length
  if (literals.left <= 0) return []
  return written.elements.flatMap((element) =>
    compiler.isSpreadElement(element)
      ? textsOf(literals, element.expression, depth + 1)
      : (textOf(literals, element) ?? []),
  )
}

type Settings = { readonly [name: string]: ts.Expression }

/** By name, the last of each; null where some cannot be seen. */
const settingsOf = ({ compiler }: Literals, object: ts.ObjectLiteralExpression): Settings | null => {
  const found: { [name: string]: ts.Expression } = {}
  for (const property of object.properties) {
    if (compiler.isShorthandPropertyAssignment(property)) found[property.name.text] = property.name
    else if (!compiler.isPropertyAssignment(property)) return null
    else if (compiler.isIdentifier(property.name) || compiler.isStringLiteralLike(property.name)) {
      found[property.name.text] = property.initializer
    } else return null
  }
  return found
}

/** Null where it cannot be seen what the call names, or from where. */
const callOf = (literals: Literals, node: ts.NewExpression): RoleFilesCall | null => {
  const config = node.arguments?.[2]
  const object = config ? writtenOf(literals, config) : null
  const settings = object && literals.compiler.isObjectLiteralExpression(object) ? settingsOf(literals, object) : null
  const paths = settings?.['paths'] ? textsOf(literals, settings['paths']) : []
  if (!settings || paths.length === 0 || literals.left <= 0) return null
  const from = settings['directory']
  const directory = from ? textOf(literals, from) : null
  return from && directory === null ? null : { paths: [...new Set(paths)], directory }
}

const readCalls = (compiler: typeof ts, source: Pick<Source, 'file' | 'text'>): readonly RoleFilesCall[] => {
  const file = mayNameRoleFiles(source.text) ? parseTypescript(compiler, source) : null
  if (!file) return []
  const isRoleFiles = createRoleFilesFinder(compiler, file)
  const { constants, created } = survey(compiler, file)
  const literals: Literals = { compiler, constants, left: maximumExpressions }
  return created.filter(({ expression }) => isRoleFiles(expression)).flatMap((node) => callOf(literals, node) ?? [])
}

/** `compiler`: the `typescript` module, as for `createTypescriptReader`. */
export const createCallReader =
  (compiler: typeof ts): CallReader =>
  (source) =>
    readCalls(compiler, source)
