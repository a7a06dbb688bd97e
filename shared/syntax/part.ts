import type { Fragment } from './fragment.js'

/** One of the parts a role file is put together from. */
export type Part = {
  readonly fragment: Fragment
  /** Where the fragment's chunk stands in the text. */
  readonly offset: number
  /** `whole`: the document. `entry`: a top-level entry. `header`: the key of a section. `role`: a role of the section above. */
  readonly kind: 'whole' | 'entry' | 'header' | 'role'
  readonly section: string | null
  readonly outdented: boolean
}
