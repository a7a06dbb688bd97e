/** Roles that cannot be deleted yet, because somebody has them. */
import type { Call, ServiceError } from './service.js'

const assigned =
  /\b(?:(?:un|re)?assign\w*|in use|used by|held by|granted to|attached|bound to|bindings?|members?|dependen\w+)\b/i

/** Words for a role that nobody may delete. */
const permanent =
  /\b(?:built-?in|pre-?defined|system|default|owner|protected|immutable|read-?only|(?:can\s?not|can't|may not|must not) be deleted)\b/i

/**
 * Whether a deletion that was answered 409 is about who has the role. The platforms do not publish their words, so a
 * conflict is taken for that unless it speaks of a role that is there for good and of nobody who has it.
 */
export const isStillAssigned = ({ operation }: Call, error: ServiceError | null): boolean => {
  if (operation !== 'delete' || error === null) return false
  const said = `${error.message} ${error.code?.replaceAll('_', ' ') ?? ''}`
  return assigned.test(said) || !permanent.test(said)
}
