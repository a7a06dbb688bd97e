import type { AttributeValues } from '@rolecall/shared/model/role.js'
import type { Diagnostic } from '../../framework/diagnostic.js'
import { warning } from '../../framework/diagnostic.js'
import { hasUnknown } from '../canonical.js'
import { rootPath } from '../diagnose.js'
import { inputsOf, inputValues, labelOf } from '../role-attributes.js'
import type { Subject } from '../subject.js'

/** Restrictions that go: in the plan that is a line less, and to the holders of the role it is all that was closed. */
export const lifted = (
  { adapter, roleType }: Subject,
  prior: AttributeValues,
  planned: AttributeValues,
): Diagnostic | null => {
  const after = inputValues(planned, roleType)
  const found = adapter.platform.liftedRestrictions?.(inputValues(prior, roleType), after) ?? []
  // What is not known yet may restrict as before; the apply plans again and knows.
  const known = found.filter(({ path: [name] }) => !hasUnknown(after[String(name)] ?? null))
  const [first] = known
  if (!first) return null
  const path = rootPath(first.path, inputsOf(roleType))
  return warning(
    `The role ${JSON.stringify(labelOf(prior, roleType))} loses restrictions`,
    known.map(({ message }) => message).join('\n'),
    path.length > 0 ? path : undefined,
  )
}
