/** How to get rid of what there is although its plan is refused. */
import type { Diagnostic } from '../framework/diagnostic.js'

/** Terraform plans a destroy as it plans an apply first, unless it is told not to refresh. */
const wayOut = 'To destroy all the same: `terraform destroy -refresh=false`, which does not ask for this plan first.'

/** For an error that says no to a plan, and not that it cannot be made. */
export const withWayOut = (diagnostic: Diagnostic): Diagnostic =>
  diagnostic.severity === 'error'
    ? { ...diagnostic, detail: [diagnostic.detail, wayOut].filter((text) => text !== '').join('\n\n') }
    : diagnostic
