import type { Construct } from './core.js'
import { TerraformStack } from './core.js'

/** How jsii marks the classes of a library, with their full names. */
const mark = Symbol.for('jsii.rtti')

const coreOf = (stack: object): string | null => {
  for (let at: object | null = stack; at; at = Object.getPrototypeOf(at) as object | null) {
    const { fqn } = ((at as { constructor?: { [mark]?: { fqn?: string } } }).constructor?.[mark] ?? {}) as {
      fqn?: string
    }
    if (fqn?.endsWith('.TerraformStack')) return fqn.split('.')[0] ?? null
  }
  return null
}

/**
 * CDKTF and CDK Terrain look alike to the compiler and to each other, and fail in each other's stacks
 * in words that help nobody.
 */
export const refuseForeignCore = (scope: Construct): void => {
  const theirs = coreOf(TerraformStack.of(scope))
  const ours = coreOf(TerraformStack.prototype)
  if (theirs === null || ours === null || theirs === ours) return
  throw new Error(
    `This construct comes from @rolecall/provider/${ours}, and its stack from ${theirs}. ` +
      `Import it from @rolecall/provider/${theirs}.`,
  )
}
