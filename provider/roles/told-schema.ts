/** Attributes as something tells of a role that may also be written: all computed, and described so. */

import type { SchemaAttribute, SchemaAttributes } from '../framework/schema.js'
import { isNested } from '../framework/schema.js'

/** Sentences that hold only where the attribute is set. */
const isOfWriting = (sentence: string): boolean =>
  /\b(?:a change makes a new|without making a new|the plan|the write)\b|^Default: |^At least one\./i.test(sentence)

const toldText = (description: string): string =>
  description
    .split(/(?<=[.?!])\s+/)
    .filter((sentence) => !isOfWriting(sentence))
    .join(' ')

export const told = ({ type, description }: SchemaAttribute): SchemaAttribute => ({
  type: isNested(type) ? { ...type, attributes: allTold(type.attributes) } : type,
  description: toldText(description),
  computed: true,
})

export const allTold = (attributes: SchemaAttributes): SchemaAttributes =>
  Object.fromEntries(Object.entries(attributes).map(([name, attribute]) => [name, told(attribute)]))
