/** How problems reach people at synth. */
import type { Construct } from './core.js'
import { AnnotationMetadataEntryType } from './core.js'

/**
 * Whether `cdktf` runs this app. It then prints error annotations itself, of all stacks, and ends;
 * where it does not, nobody may look at them, so an error must be thrown.
 */
export const isCommandRun = (): boolean => Boolean(process.env['CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS'])

/** Unlike the core's Annotations this adds no stack trace: the place that matters stands in the text. */
const annotate = (construct: Construct, kind: AnnotationMetadataEntryType, lines: readonly string[]): void => {
  for (const line of lines) construct.node.addMetadata(kind, line)
}

export const addErrors = (construct: Construct, lines: readonly string[]): void =>
  annotate(construct, AnnotationMetadataEntryType.ERROR, lines)

export const addWarnings = (construct: Construct, lines: readonly string[]): void =>
  annotate(construct, AnnotationMetadataEntryType.WARN, lines)
