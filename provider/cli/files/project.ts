/** Finds the projects of CDKTF: the one that code is synthesized in, and those whose code may name a role file. */
import { existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { projectFile } from '@rolecall/shared/workspace/calls.js'
import { searchStep } from '@rolecall/shared/workspace/search.js'
import { isDirectoryWalked } from '@rolecall/shared/workspace/walk.js'

const isProject = (directory: string): boolean => existsSync(join(directory, projectFile))

/** Answers with the nearest directory at or above one that has a cdktf.json, not above the one with `.git`. */
export const createProjectFinder = (): ((directory: string) => string | null) => {
  const known = new Map<string, string | null>()
  const find = (directory: string): string | null => {
    const step = searchStep(projectFile, (name) => existsSync(join(directory, name)))
    if (step === 'found') return directory
    if (step === 'end' || dirname(directory) === directory) return null
    return projectOf(dirname(directory))
  }
  const projectOf = (directory: string): string | null => {
    const before = known.get(directory)
    if (before !== undefined) return before
    const project = find(directory)
    known.set(directory, project)
    return project
  }
  return projectOf
}

const directoriesIn = (directory: string): readonly string[] => {
  try {
    return readdirSync(directory, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && isDirectoryWalked([], entry.name))
      .map(({ name }) => join(directory, name))
  } catch {
    // Not there, or not for us to read: there is no code to be found in it.
    return []
  }
}

/**
 * The projects that a directory is in, or lies beside: those of the directories above it and, within its repository,
 * of the directories in these. A whole repository is not searched for the sake of one role file.
 */
export const projectsAround = (directory: string): readonly string[] => {
  const above: string[] = []
  for (let at = directory; ; at = dirname(at)) {
    above.push(at)
    if (existsSync(join(at, '.git'))) return above.flatMap((one) => [one, ...directoriesIn(one)]).filter(isProject)
    if (dirname(at) === at) return above.filter(isProject)
  }
}
