/** Role files as synth sees them: read, checked, with everything that is wrong with any of them. */
import { dirname } from 'node:path'
import type { RoleIndex } from '@rolecall/shared/check/role-index.js'
import type { RoleDocument, RoleSite } from '@rolecall/shared/documents/document.js'
import { readRoleFile } from '@rolecall/shared/documents/read.js'
import { maximumLength } from '@rolecall/shared/syntax/fragment.js'
import { roleFileLanguage } from '@rolecall/shared/text/language.js'
import type { LocatedProblem } from '@rolecall/shared/text/located-problem.js'
import { createSource } from '@rolecall/shared/text/source.js'
import type { FolderRules } from '@rolecall/shared/workspace/rules.js'
import { readRegular } from '../read-regular.js'
import type { FoundFile } from './find-role-files.js'

/** A role to deploy, with what holds where its file is. */
export type ReadRole = { readonly site: RoleSite; readonly document: RoleDocument; readonly rules: FolderRules }

export type ReadRoles = {
  readonly roles: readonly ReadRole[]
  readonly problems: readonly LocatedProblem[]
  /** Files that cannot be opened. */
  readonly failures: readonly string[]
  readonly notices: readonly string[]
}

type ReadFile = { readonly document: RoleDocument; readonly rules: FolderRules }

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

/** At synth it is known what is deployed together: a stack, for which there is one index. */
const stack = ['']

/** `index` knows the roles that other constructs of the stack deploy, and learns these. */
export const readRoleFiles = (
  found: readonly FoundFile[],
  index: RoleIndex,
  rulesOf: (directory: string) => FolderRules,
): ReadRoles => {
  const files: ReadFile[] = []
  const failures: string[] = []
  for (const file of found) {
    const document = readDocument(file)
    if (typeof document === 'string') failures.push(document)
    else files.push({ document, rules: rulesOf(dirname(file.path)) })
  }
  for (const { document } of files) index.add(document, stack)
  return {
    roles: files.flatMap(({ document, rules }) => document.roles.map((site) => ({ site, document, rules }))),
    problems: [
      ...uniqueSettings(files).flatMap(({ problems }) => problems),
      ...files.flatMap(({ document, rules }) => [
        ...rules.check(document),
        ...rules.judge(index.problemsOf(document, stack)),
      ]),
    ],
    failures,
    notices: uniqueSettings(files).flatMap(({ notices }) => notices),
  }
}
