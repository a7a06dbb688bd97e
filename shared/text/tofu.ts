/**
 * OpenTofu reads `a.tofu` in place of an `a.tf` beside it, and `a.tofu.json` in place of `a.tf.json`; Terraform knows
 * only the one that is left out. So the two are never of one module. https://opentofu.org/docs/language/files/
 */

/** The file that takes a file's place where it is there; null for what nothing replaces. */
export const tofuFor = (path: string): string | null => {
  const at = /\.tf(?:\.json)?$/.exec(path)?.index
  return at === undefined ? null : `${path.slice(0, at)}.tofu${path.slice(at + 3)}`
}

/** The files of a directory that make a module with one of them: of each pair the one, and never the twin of its own. */
export const moduleMates = (path: string, paths: Iterable<string>): ReadonlySet<string> => {
  // One that is typed may be on no disk yet.
  const all = new Set([...paths, path])
  const mates = [...all].filter((other) => {
    const replacement = tofuFor(other)
    return other !== path && tofuFor(path) !== other && (replacement === null || !all.has(replacement))
  })
  return new Set(mates)
}
