import { existsSync } from 'node:fs'
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import type { Report } from './report.js'

/** The nearest directory at or above one that holds `.git`, which is a file in a worktree or submodule. */
const repositoryAround = (directory: string): string | null => {
  for (let at = directory; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at
    if (dirname(at) === at) return null
  }
}

const isOutside = (path: string): boolean => isAbsolute(path) || path.split(sep)[0] === '..'

/** Of a path from the working directory that from the repository's root; a whole path where it is not in there. */
const pathsFrom = (root: string) => (file: string) => {
  const path = relative(root, resolve(file))
  return (isOutside(path) ? resolve(file) : path).split(sep).join('/')
}

/** From a directory outside of every repository, that of what is checked. */
const repositoryOf = ({ files: [first = '.'] }: Report): string | null =>
  repositoryAround(process.cwd()) ?? repositoryAround(dirname(resolve(first)))

/** A report with paths from the repository's root; without a repository they stay as they are. */
export const fromRepository = (report: Report): Report => {
  const root = repositoryOf(report)
  if (root === null) return report
  const shown = pathsFrom(root)
  return {
    ...report,
    files: report.files.map(shown),
    problems: report.problems.map((problem) => ({
      ...problem,
      file: shown(problem.file),
      ...(problem.related && { related: problem.related.map((other) => ({ ...other, file: shown(other.file) })) }),
    })),
  }
}
