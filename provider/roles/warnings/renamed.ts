import type { AttributeValues } from '@rolecall/shared/model/role.js'
import { unknown } from '@rolecall/shared/model/unknown.js'
import type { Diagnostic } from '../../framework/diagnostic.js'
import { warning } from '../../framework/diagnostic.js'
import { labelOf } from '../role-attributes.js'
import type { Subject } from '../subject.js'

/** A new name where assignments go by it. */
export const renamed = (
  { adapter, roleType }: Subject,
  prior: AttributeValues,
  planned: AttributeValues,
): Diagnostic | null => {
  const { label } = roleType
  if (!adapter.platform.assignsByLabel || planned[label] === unknown) return null
  const [before, after] = [labelOf(prior, roleType), labelOf(planned, roleType)]
  if (before === after) return null
  const { title } = adapter.platform
  return warning(
    `The role ${JSON.stringify(before)} becomes ${JSON.stringify(after)}, and ${title} assigns roles by their ${label}`,
    `Whether those who have the role keep it is not documented: look at the assignments after the apply. Those in ` +
      `this configuration follow if they take the ${label} from the resource, as in rolecall_${roleType.name}.NAME.${label}.`,
    [label],
  )
}
