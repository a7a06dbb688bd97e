/** The `const` declarations of a file whose value cannot change. */
import type ts from 'typescript'

const mutators: ReadonlySet<string> = new Set([
  'copyWithin',
  'fill',
  'pop',
  'push',
  'reverse',
  'shift',
  'sort',
  'splice',
  'unshift',
])

export type Constants = (name: string) => ts.Expression | null

/** What one walk over the file finds. */
export type Survey = {
  readonly constants: Constants
  readonly created: readonly ts.NewExpression[]
  /** Strings, in which `//` begins no comment. */
  readonly strings: readonly ts.Node[]
}

type Declared = { count: number; value: ts.Expression | null }

const isConstant = (compiler: typeof ts, { parent }: { readonly parent: ts.Node | undefined }): boolean =>
  parent !== undefined && compiler.isVariableDeclarationList(parent) && (parent.flags & compiler.NodeFlags.Const) !== 0

/** The name that a node changes: `list` of `list.push(…)`, `list[0] = …` and `list.name = …`. */
const changedName = (compiler: typeof ts, node: ts.Node): string | null => {
  const isCall = compiler.isCallExpression(node)
  const isAssignment = compiler.isBinaryExpression(node) && node.operatorToken.kind === compiler.SyntaxKind.EqualsToken
  let at: ts.Expression | null = null
  if (isCall && compiler.isPropertyAccessExpression(node.expression) && mutators.has(node.expression.name.text))
    at = node.expression.expression
  if (isAssignment) at = node.left
  if (at === null || (isAssignment && compiler.isIdentifier(at))) return null
  while (compiler.isPropertyAccessExpression(at) || compiler.isElementAccessExpression(at)) at = at.expression
  return compiler.isIdentifier(at) ? at.text : null
}

const declaredName = (compiler: typeof ts, node: ts.Node): ts.Identifier | null => {
  const isDeclaration =
    compiler.isVariableDeclaration(node) ||
    compiler.isParameter(node) ||
    compiler.isBindingElement(node) ||
    compiler.isFunctionDeclaration(node) ||
    compiler.isClassDeclaration(node) ||
    compiler.isEnumDeclaration(node)
  const name = isDeclaration ? node.name : undefined
  return name && compiler.isIdentifier(name) ? name : null
}

/** Visits every node. Keeps its own stack: a long sum nests as deep as it is long. */
export const survey = (compiler: typeof ts, file: ts.SourceFile): Survey => {
  const declared = new Map<string, Declared>()
  const changed = new Set<string>()
  const created: ts.NewExpression[] = []
  const strings: ts.Node[] = []
  const waiting: { readonly node: ts.Node; readonly parent: ts.Node | undefined }[] = [
    { node: file, parent: undefined },
  ]
  for (let visit = waiting.pop(); visit; visit = waiting.pop()) {
    const { node } = visit
    const name = declaredName(compiler, node)?.text
    if (name !== undefined) {
      const value =
        compiler.isVariableDeclaration(node) && isConstant(compiler, visit) ? (node.initializer ?? null) : null
      declared.set(name, { count: (declared.get(name)?.count ?? 0) + 1, value })
    }
    const change = changedName(compiler, node)
    if (change !== null) changed.add(change)
    if (compiler.isNewExpression(node)) created.push(node)
    if (compiler.isStringLiteralLike(node) || compiler.isTemplateExpression(node)) strings.push(node)
    compiler.forEachChild(node, (child) => {
      waiting.push({ node: child, parent: node })
    })
  }
  return {
    constants: (name) => {
      const found = changed.has(name) ? undefined : declared.get(name)
      return found?.count === 1 ? found.value : null
    },
    created: created.sort((one, other) => one.pos - other.pos),
    strings,
  }
}
