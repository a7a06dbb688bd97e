import { nearestWords } from '../model/similar.js'
import { allOf, didYouMean, quote } from '../model/wording.js'
import { roleTypes } from './registry.js'

/** What is said of a resource type that no platform has. `prefix`: what all of them start with where it is written. */
export const unknownType = (
  name: string,
  prefix = '',
): { readonly message: string; readonly suggestions: readonly string[] } => {
  const names = roleTypes.map((type) => type.name)
  const suggestions = nearestWords(name, names).map((near) => prefix + near)
  const known = `Known are ${allOf(names.map((one) => prefix + one))}.`
  return { message: `${quote(prefix + name)} is not a resource type. ${didYouMean(suggestions, known)}`, suggestions }
}
