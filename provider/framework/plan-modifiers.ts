import { unknown } from '@rolecall/shared/model/unknown.js'
import type { PlanModifier } from './schema.js'

/**
 * For what the platform fixes once, like an id: it is not "known after apply" in every change.
 * Before modifiers that ask for a replacement, since an unknown value is a changed one.
 */
export const keepPrior: PlanModifier = ({ config, prior, planned, creating }) => {
  // A prior null says nothing: the attribute may be newer than the state.
  if (creating || planned !== unknown || config !== null || prior === null) return undefined
  return { planned: prior }
}

/** A change makes a new object. */
export const replaceAlways: PlanModifier = ({ changed }) => (changed ? { replace: true } : undefined)

/**
 * A change makes a new object, but only where the configuration sets the attribute. A prior null says nothing, so
 * that whether it changes is for the resource's own plan to tell.
 */
export const replaceIfConfigured: PlanModifier = ({ config, prior, changed }) =>
  changed && config !== null && prior !== null ? { replace: true } : undefined
