/** How problems reach people at synth. */
import type { Construct } from '../core.js'
import { AnnotationMetadataEntryType } from '../core.js'

/** Lines for people. */
export type Findings = { readonly errors: readonly string[]; readonly warnings: readonly string[] }

/**
 * Whether `cdktf` runs this app. It then prints error annotations itself, of all stacks, and ends;
 * where it does not, nobody may look at them, so an error must be thrown.
 */
export const isCommandRun = (): boolean => Boolean(process.env['CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS'])

/**
 * Unlike the core's Annotations this adds no stack trace: the place that matters stands in the text. A second
 * synth of one app finds what the first one found.
 */
const annotate = (construct: Construct, kind: AnnotationMetadataEntryType, lines: readonly string[]): void => {
  if (lines.length === 0) return
  const known = new Set(construct.node.metadata.flatMap(({ type, data }) => (type === kind ? [String(data)] : [])))
  for (const line of lines) if (!known.has(line)) construct.node.addMetadata(kind, line)
}

export const addErrors = (construct: Construct, lines: readonly string[]): void =>
  annotate(construct, AnnotationMetadataEntryType.ERROR, lines)

export const addWarnings = (construct: Construct, lines: readonly string[]): void =>
  annotate(construct, AnnotationMetadataEntryType.WARN, lines)

/** Looks at a construct when the stack is whole: after all aspects, and before anything is written. */
export const reportAtSynth = (construct: Construct, find: () => Findings): void =>
  construct.node.addValidation({
    validate: () => {
      const { errors, warnings } = find()
      addWarnings(construct, warnings)
      if (!isCommandRun()) return [...errors]
      addErrors(construct, errors)
      return []
    },
  })
