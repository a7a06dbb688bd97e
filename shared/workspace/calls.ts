/** The modules that code makes: the files that one `RoleFiles` names are deployed together. */

import type { RoleFilesCall } from '../documents/typescript/role-files.js'
import type { Named } from './named-files.js'
import { isAbsolute, namedBy, resolvePath, uniformPath } from './named-files.js'

/** It marks the directory in which `cdktf` runs code. */
export const projectFile = 'cdktf.json'

/** One call, and the role files it names. */
export type CallModule = Named & {
  readonly id: string
  /** The file it is in. */
  readonly code: string
}

const startOf = (project: string | null, directory: string | null): string | null => {
  if (directory !== null && isAbsolute(directory)) return resolvePath('/', directory)
  return project === null ? null : resolvePath(uniformPath(project), directory ?? '')
}

/**
 * Those of the calls in a file of code. `project`: the directory of the nearest cdktf.json above the code, where synth
 * runs; without one only an absolute directory says where paths start from.
 */
export const callModules = (
  calls: readonly RoleFilesCall[],
  code: string,
  project: string | null,
): readonly CallModule[] =>
  calls.flatMap(({ paths, directory }, index): readonly CallModule[] => {
    const from = startOf(project, directory)
    if (from === null) return []
    const named = paths.map((path) => namedBy(from, path))
    const roots = named.flatMap((one) => one.roots)
    return [{ id: `${code}#${index}`, code, roots, names: (file) => named.some(({ names }) => names(file)) }]
  })
