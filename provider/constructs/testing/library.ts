/** The library and the core that a test uses: of the two it loads none itself. */
import { createRequire } from 'node:module'
import type * as Core from 'cdktf'
import type { IConstruct } from 'constructs'
import type * as Library from '../index.js'

const require = createRequire(import.meta.url)

/** How jsii marks the classes of a library, with their full names. */
const mark = Symbol.for('jsii.rtti')

/** The core whose classes something is made of, by the name of its package; null where it is of none. */
const coreOf = (construct: object): string | null => {
  for (let at: object | null = construct; at; at = Object.getPrototypeOf(at) as object | null) {
    const { constructor: made } = at as { readonly constructor?: { readonly [mark]?: { readonly fqn?: string } } }
    const [, core] = /^(cdk\w+)\./.exec(made?.[mark]?.fqn ?? '') ?? []
    if (core) return core
  }
  return null
}

export type Loaded = { readonly core: typeof Core; readonly library: typeof Library }

/** @throws where no app or stack is above the construct */
export const loadFor = (construct: IConstruct): Loaded => {
  const core = coreOf(construct.node.root)
  if (core === null) throw new Error(`${construct.node.path || 'The construct'} is in no app and no stack.`)
  return { core: require(core) as typeof Core, library: require(`../${core}/index.js`) as typeof Library }
}
