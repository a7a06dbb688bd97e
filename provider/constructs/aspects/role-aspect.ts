/** What the aspects share: each role once, looked at when all other aspects have had their turn. */
import type { Construct, TerraformResource } from '../core.js'
import { isRole } from '../is-role.js'
import { withPlace } from '../stack/places.js'
import type { Findings } from '../stack/report.js'
import { reportAtSynth } from '../stack/report.js'

/** Has every role looked at that an aspect visits. */
export const createRoleVisitor = (look: (role: TerraformResource) => Findings): ((construct: Construct) => void) => {
  const seen = new WeakSet<Construct>()
  return (construct) => {
    if (seen.has(construct) || !isRole(construct)) return
    seen.add(construct)
    reportAtSynth(construct, () => {
      const { errors, warnings } = look(construct)
      const placed = (lines: readonly string[]) => lines.map((line) => withPlace(construct, line))
      return { errors: placed(errors), warnings: placed(warnings) }
    })
  }
}
