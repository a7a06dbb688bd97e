import type { Construct } from './core.js'
import { TerraformStack } from './core.js'
import { addWarnings } from './stack/report.js'

/** How jsii marks the classes of a library. */
const mark = Symbol.for('jsii.rtti')

type Marked = { readonly [mark]?: { readonly fqn?: string; readonly version?: string } }

type Core = { readonly name: string; readonly version: string; readonly stackClass: unknown }

/** Whose `TerraformStack` a stack is, whatever classes of the app stand between. */
const coreOf = (stack: object): Core | null => {
  for (let at: object | null = stack; at; at = Object.getPrototypeOf(at) as object | null) {
    const { constructor: stackClass } = at as { constructor?: Marked }
    const { fqn = '', version = '' } = stackClass?.[mark] ?? {}
    if (fqn.endsWith('.TerraformStack')) return { name: fqn.replace(/\..*$/, ''), version, stackClass }
  }
  return null
}

/** Stacks of our core: asked once, since every construct asks. */
const accepted = new WeakSet<TerraformStack>()

/**
 * CDKTF and CDK Terrain look alike to the compiler and to each other, and fail in each other's stacks in words
 * that help nobody. Two copies of one version get on, but for `instanceof` in the app.
 */
export const refuseForeignCore = (scope: Construct): void => {
  const stack = TerraformStack.of(scope)
  if (accepted.has(stack)) return
  const theirs = coreOf(stack)
  const ours = coreOf(TerraformStack.prototype)
  if (theirs && ours && theirs.name !== ours.name) {
    throw new Error(
      `This construct comes from @rolecall/provider/${ours.name}, and its stack from ${theirs.name}. ` +
        `Import it from @rolecall/provider/${theirs.name}.`,
    )
  }
  if (theirs && ours && theirs.stackClass !== ours.stackClass) {
    const twice = `${ours.name} is installed twice, and this stack comes from another copy than @rolecall/provider uses`
    const keepOne = `Keep one: \`npm ls ${ours.name}\` shows both.`
    if (theirs.version !== ours.version) throw new Error(`${twice}, ${theirs.version} and ${ours.version}. ${keepOne}`)
    addWarnings(stack, [`${twice}. ${keepOne}`])
  }
  accepted.add(stack)
}
