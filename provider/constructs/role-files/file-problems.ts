/** What is wrong in role files, each role judged by the severities and catalogs of the provider that serves it. */
import { createRoleIndex } from '@rolecall/shared/check/role-index.js'
import type { RoleSite } from '@rolecall/shared/documents/document.js'
import type { LocatedProblem } from '@rolecall/shared/text/located-problem.js'
import { problemLine } from '@rolecall/shared/text/other-places.js'
import type { FolderRules } from '@rolecall/shared/workspace/rules.js'
import type { TerraformProvider } from '../core.js'
import type { Findings } from '../stack/report.js'
import { rulesUnder } from '../stack/synth-rules.js'
import type { ReadFile } from './read-role-files.js'

/** Who serves a role of a file, as far as that is known; of null, those that name no provider. */
export type ProviderFor = (site: RoleSite | null) => TerraformProvider | null

/** What one construct deploys is one module; what others of the stack deploy is compared when all of it is made. */
const together = ['']

type Keys = ReadonlySet<string | null>

/** The rules that hold in a file, and the keys of the roles for which they do; null is the file itself. */
const rulesIn = ({ document, rules }: ReadFile, providerFor: ProviderFor): ReadonlyMap<FolderRules, Keys> => {
  const found = new Map<FolderRules, Set<string | null>>()
  for (const site of [null, ...document.roles]) {
    const under = rulesUnder(rules, providerFor(site))
    found.set(under, (found.get(under) ?? new Set()).add(site && site.role.key))
  }
  return found
}

const findingsOf = (notices: readonly string[], problems: readonly LocatedProblem[]): Findings => {
  const lines = (wanted: LocatedProblem['severity']) =>
    problems.filter(({ severity }) => severity === wanted).map(problemLine)
  return { errors: lines('error'), warnings: [...notices, ...lines('warning')] }
}

/** Looks at the files again only where the providers have other rules than the last time. */
export const createFileJudge = (files: readonly ReadFile[]): ((providerFor: ProviderFor) => Findings) => {
  const index = createRoleIndex()
  for (const { document } of files) index.add(document, together)

  const problemsUnder = ({ document }: ReadFile, rules: FolderRules): readonly LocatedProblem[] => [
    ...rules.check(document),
    ...rules.judge(index.problemsOf(document, together)),
  ]

  let last: { readonly rules: readonly FolderRules[]; readonly findings: Findings } | null = null
  return (providerFor) => {
    const byFile = files.map((file) => ({ file, found: rulesIn(file, providerFor) }))
    const rules = byFile.flatMap(({ found }) => [...found.keys()])
    if (last?.rules.length === rules.length && rules.every((one, at) => one === last?.rules[at])) return last.findings
    const folders = [...new Set(files.map((file) => file.rules))]
    const problems = byFile.flatMap(({ file, found }) =>
      [...found].flatMap(([under, keys]) => {
        const all = problemsUnder(file, under)
        return found.size === 1 ? all : all.filter(({ role }) => keys.has(role))
      }),
    )
    const notices = [...new Set(rules)].flatMap((one) => one.notices)
    const findings = findingsOf(notices, [...folders.flatMap((folder) => folder.problems), ...problems])
    last = { rules, findings }
    return findings
  }
}
