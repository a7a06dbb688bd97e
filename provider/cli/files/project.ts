/** Finds the project that code is synthesized in. */
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { projectFile } from '@rolecall/shared/workspace/calls.js'
import { searchStep } from '@rolecall/shared/workspace/search.js'

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
