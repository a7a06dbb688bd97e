/** Role files as synth sees them: read, checked, with everything that is wrong with any of them. */
import { dirname } from 'node:path'
import { createRoleIndex } from '@rolecall/shared/check/role-index.js'
import type { RoleDocument, RoleSite } from '@rolecall/shared/documents/document.js'
import { readRoleFile } from '@rolecall/shared/documents/read.js'
import { maximumLength } from '@rolecall/shared/syntax/fragment.js'
import { roleFileLanguage } from '@rolecall/shared/text/language.js'
import type { LocatedProblem } from '@rolecall/shared/text/located-problem.js'
import { createSource } from '@rolecall/shared/text/source.js'
import type { FolderRules } from '@rolecall/shared/workspace/rules.js'
import { readRegular } from '../../read-regular.js'
import type { FoundFile } from './find-role-files.js'

/** A role to deploy, with what holds where its file is. */
export type ReadRole = {
  readonly site: RoleSite
  readonly document: RoleDocument
  readonly rules: FolderRules
  /** Of the file, absolute. */
  readonly path: string
}

export type ReadRoles = {
  readonly roles: readonly ReadRole[]
  readonly problems: readonly LocatedProblem[]
  /** Files that cannot be opened. */
  readonly failures: readonly string[]
  readonly notices: readonly string[]
}

type ReadFile = Omit<ReadRole, 'site'>

/** Bytes. What is longer than a role file may be is said with its place, unless it is longer than that by far. */
const maximumFile = 4 * maximumLength

const readText = (path: string): string | Error => {
  try {
    return readRegular(path, maximumFile)
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

const readDocument = ({ path, shown }: FoundFile): RoleDocument | string => {
  const text = readText(path)
  const language = roleFileLanguage(path)
  if (typeof text !== 'string') return `${shown} cannot be read: ${text.message}`
  return language ? readRoleFile(createSource(shown, text), language) : `${shown} is not a role file.`
}

const uniqueSettings = (files: readonly ReadFile[]): readonly FolderRules[] => [
  ...new Set(files.map(({ rules }) => rules)),
]

/** What one construct deploys is one module; what others of the stack deploy is compared when all of it is made. */
const together = ['']

export const readRoleFiles = (found: readonly FoundFile[], rulesOf: (directory: string) => FolderRules): ReadRoles => {
  const index = createRoleIndex()
  const files: ReadFile[] = []
  const failures: string[] = []
  for (const file of found) {
    const document = readDocument(file)
    if (typeof document === 'string') failures.push(document)
    else files.push({ document, path: file.path, rules: rulesOf(dirname(file.path)) })
  }
  for (const { document } of files) index.add(document, together)
  return {
    roles: files.flatMap((file) => file.document.roles.map((site) => ({ ...file, site }))),
    problems: [
      ...uniqueSettings(files).flatMap(({ problems }) => problems),
      ...files.flatMap(({ document, rules }) => [
        ...rules.check(document),
        ...rules.judge(index.problemsOf(document, together)),
      ]),
    ],
    failures,
    notices: uniqueSettings(files).flatMap(({ notices }) => notices),
  }
}
