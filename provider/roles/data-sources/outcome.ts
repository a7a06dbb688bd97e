import type { Diagnostic, Diagnostics } from '../../framework/diagnostic.js'
import type { ValueRecord } from '../../value/value.js'

/** What a data source tells. */
export type Told = { readonly state: ValueRecord; readonly diagnostics: Diagnostics }

/** No result: an error stands in its place. */
export const refused = (...problems: readonly Diagnostic[]): Told => ({ state: {}, diagnostics: problems })

/** Arguments stay as they were written, and what they leave out is told. */
export const keepGiven = (told: ValueRecord, config: ValueRecord): ValueRecord => ({
  ...told,
  ...Object.fromEntries(Object.entries(config).filter(([, value]) => value !== null)),
})
