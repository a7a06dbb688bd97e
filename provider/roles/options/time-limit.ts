/** How long an operation on a role may take, where its resource says so. */

import type { TimeLimit } from '../../platforms/role-api.js'
import type { ValueRecord } from '../../value/value.js'
import { asRecord, asText } from '../values.js'
import { goDuration } from './go-duration.js'

export type TimedOperation = 'create' | 'read' | 'update' | 'delete'

/** From now on, by the object that counts: the plan for what is written, the state for what is read and deleted. */
export const timeLimit = (record: ValueRecord, operation: TimedOperation): TimeLimit | null => {
  const text = asText(asRecord(record['timeouts'])?.[operation])
  const milliseconds = text === null ? null : goDuration(text)
  if (text === null || milliseconds === null) return null
  return {
    milliseconds,
    deadline: Date.now() + milliseconds,
    setting: `timeouts.${operation} = ${JSON.stringify(text)} of the role`,
  }
}
