/**
 * Whether a plan has said what a deletion takes along. Terraform plans most replacements as two calls, of which the
 * second knows no old object and has its warnings dropped; of one that somebody asked for (`-replace`, taint,
 * `replace_triggered_by`) the first sees nothing that is deleted. Private state goes from call to call and to the
 * deletion, which then says what no plan could.
 */
import type { PrivateState } from '../../framework/resource.js'
import { mark } from '../mark.js'

const key = 'told'

export const tell = (known: PrivateState, deletes: boolean): PrivateState =>
  mark(known, key, deletes ? 'deletion' : null)

export const isTold = (known: PrivateState): boolean => known[key] !== undefined
