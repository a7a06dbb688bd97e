/** Which names of a file mean classes of ours. */
import type ts from 'typescript'
import { findRoleType } from '../../platforms/registry.js'
import { terraformName } from './names.js'

export type RoleClass = {
  /** Resource type without `rolecall_`. */
  readonly type: string
  /** The constructs of our library take patterns; generated bindings hand everything to Terraform. */
  readonly patterns: boolean
}

export const packageName = '@rolecall/provider'

export const roleFilesClass = 'RoleFiles'

type Module = Pick<RoleClass, 'patterns'>

/** A name that was imported: a class, or something that holds classes. */
type Imported = { readonly module: Module; readonly className: string | null }

const constructs = /^@rolecall\/provider\/cdkt[fn]$/
const bindings = /^@rolecall\/provider\/cdkt[fn]\/bindings\/|(?:^|\/)\.gen\/providers\/rolecall(?:\/|$)/

const moduleOf = (specifier: string): Module | null => {
  if (constructs.test(specifier)) return { patterns: true }
  return bindings.test(specifier) ? { patterns: false } : null
}

type Names = Map<string, Imported>

const addImport = (
  compiler: typeof ts,
  { importClause, moduleSpecifier }: ts.ImportDeclaration,
  names: Names,
): void => {
  const module = compiler.isStringLiteral(moduleSpecifier) ? moduleOf(moduleSpecifier.text) : null
  const named = importClause?.namedBindings
  if (!module) return
  if (importClause?.name) names.set(importClause.name.text, { module, className: null })
  if (named && compiler.isNamespaceImport(named)) names.set(named.name.text, { module, className: null })
  if (!named || !compiler.isNamedImports(named)) return
  for (const { name, propertyName } of named.elements)
    names.set(name.text, { module, className: (propertyName ?? name).text })
}

/** `require('…')`. */
const requiredModule = (compiler: typeof ts, expression: ts.Node | undefined): Module | null => {
  if (!expression || !compiler.isCallExpression(expression)) return null
  const [specifier] = expression.arguments
  const isRequire = compiler.isIdentifier(expression.expression) && expression.expression.text === 'require'
  return isRequire && specifier && compiler.isStringLiteralLike(specifier) ? moduleOf(specifier.text) : null
}

const addRequired = (compiler: typeof ts, { declarationList }: ts.VariableStatement, names: Names): void => {
  for (const { name, initializer } of declarationList.declarations) {
    const module = requiredModule(compiler, initializer)
    if (!module) continue
    if (compiler.isIdentifier(name)) names.set(name.text, { module, className: null })
    if (!compiler.isObjectBindingPattern(name)) continue
    for (const { name: own, propertyName } of name.elements) {
      if (!compiler.isIdentifier(own)) continue
      const original = propertyName && compiler.isIdentifier(propertyName) ? propertyName : own
      names.set(own.text, { module, className: original.text })
    }
  }
}

const importsOf = (compiler: typeof ts, file: ts.SourceFile): Names => {
  const names: Names = new Map()
  for (const statement of file.statements) {
    if (compiler.isImportDeclaration(statement)) addImport(compiler, statement, names)
    if (compiler.isVariableStatement(statement)) addRequired(compiler, statement, names)
    if (!compiler.isImportEqualsDeclaration(statement)) continue
    const { moduleReference, name } = statement
    const specifier = compiler.isExternalModuleReference(moduleReference) ? moduleReference.expression : null
    const module = specifier && compiler.isStringLiteral(specifier) ? moduleOf(specifier.text) : null
    if (module) names.set(name.text, { module, className: null })
  }
  return names
}

/** A class of ours: its name, as its module has it. */
type Found = { readonly name: string; readonly module: Module }

/** What `AstroRole`, `rolecall.AstroRole` or `rolecall.astroRole.AstroRole` is; null where it is not ours. */
const createFinder = (compiler: typeof ts, file: ts.SourceFile): ((called: ts.Expression) => Found | null) => {
  const imports = importsOf(compiler, file)
  const rootOf = (expression: ts.Expression): Imported | null => {
    let at = expression
    while (compiler.isPropertyAccessExpression(at)) at = at.expression
    return compiler.isIdentifier(at) ? (imports.get(at.text) ?? null) : null
  }
  return (called) => {
    const imported = imports.size > 0 ? rootOf(called) : null
    const name = compiler.isPropertyAccessExpression(called) ? called.name.text : imported?.className
    return imported && name ? { name, module: imported.module } : null
  }
}

/** The classes of roles. */
export const createClassFinder = (
  compiler: typeof ts,
  file: ts.SourceFile,
): ((called: ts.Expression) => RoleClass | null) => {
  const find = createFinder(compiler, file)
  return (called) => {
    const found = find(called)
    if (!found) return null
    const type = terraformName(found.name)
    return findRoleType(type) && found.name !== type ? { type, ...found.module } : null
  }
}

/** Whether a class is the `RoleFiles` of our constructs. */
export const createRoleFilesFinder = (
  compiler: typeof ts,
  file: ts.SourceFile,
): ((called: ts.Expression) => boolean) => {
  const find = createFinder(compiler, file)
  return (called) => {
    const found = find(called)
    return found !== null && found.name === roleFilesClass && found.module.patterns
  }
}
