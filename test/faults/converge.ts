/** After a case: one clean apply must bring about what the configuration says, and touch nothing else. */
import type { Run, Shown } from '../provider/terraform/support/terraform.js'
import type { Workspace } from '../provider/terraform/support/workspace.js'
import type { Undecidable } from './cases.js'
import { judge } from './judge.js'
import { idsInState } from './platform.js'
import type { Recorded } from './record.js'

export type Verdict =
  | { readonly kind: 'held' }
  /** As nobody can help, and as the case foretold. */
  | { readonly kind: Undecidable }
  | { readonly kind: 'failed'; readonly why: string }

export const failed = (why: string): Verdict => ({ kind: 'failed', why })

const said = ({ summary, detail }: Shown): string => `${summary}: ${detail}`.replace(/\s+/g, ' ')

const shown = (run: Run): string => {
  const errors = run.diagnostics.filter(({ severity }) => severity === 'error').map(said)
  return [...errors, run.stderr].join(' | ').trim().slice(0, 600)
}

const broken = /bug in the provider|Provider produced|Plugin did not respond|inconsistent|panic/i

/** An answer of a platform, however wrong, is no reason for the provider to break. */
export const whatBroke = (run: Run): string | null =>
  run.diagnostics.map(said).find((text) => broken.test(text)) ?? null

const block = /import \{\s*to = (\w+)\.NAME\s*id = ("(?:[^"\\]|\\.)*")\s*\}/

/** The block that an error prints, with the name of its resource put in. */
const importOf = ({ detail, address }: Shown): readonly string[] => {
  const [, type, id] = block.exec(detail) ?? []
  const name = address?.split('.').at(-1)
  return type === undefined || name === undefined ? [] : [`import {\n  to = ${type}.${name}\n  id = ${id}\n}\n`]
}

/** As many as a configuration has roles. */
const mostImports = 3

/** Applies, and where that may be needed does what is printed. */
const applyClean = async (
  workspace: Workspace,
  mayImport: boolean,
): Promise<{ readonly run: Run; readonly imports: number }> => {
  for (let imports = 0; ; imports += 1) {
    const run = await workspace.apply()
    const blocks = run.diagnostics.flatMap(importOf)
    if (run.code === 0 || blocks.length === 0 || !mayImport || imports === mostImports) return { run, imports }
    await workspace.file(`import-${imports}.tf`, blocks.join('\n'))
  }
}

type Given = {
  readonly workspace: Workspace
  readonly recorded: Recorded
  readonly undecidable: ReadonlySet<Undecidable>
  /** The sandbox's state file, once nothing is under way. */
  readonly platform: () => Promise<string>
}

export const converge = async ({ workspace, recorded, undecidable, platform }: Given): Promise<Verdict> => {
  // A role that was to be deleted, and was not, stands in the way of one that takes its name.
  const { run, imports } = await applyClean(workspace, undecidable.size > 0)
  if (run.code !== 0) return failed(`the clean apply fails: ${shown(run)}`)
  const plan = await workspace.plan()
  if (plan.code !== 0) {
    const changes = plan.changes.map(({ action, address }) => `${action} ${address}`)
    return failed(`the next plan is not empty: ${[...changes, shown(plan)].join(', ')}`)
  }
  const { wrong, left } = judge(recorded, { platform: await platform(), ids: await idsInState(workspace) })
  if (wrong !== null) return failed(wrong)
  if (left.length > 0)
    return undecidable.has('orphan') ? { kind: 'orphan' } : failed(`${left.join(', ')} should be gone`)
  return imports > 0 ? { kind: 'import' } : { kind: 'held' }
}
