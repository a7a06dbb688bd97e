import type { Catalog } from '@rolecall/shared/catalog/catalog.js'
import type { PermissionSite, RoleDocument, RoleSite } from '@rolecall/shared/documents/document.js'
import { platformOf } from '@rolecall/shared/platforms/registry.js'
import type { TextEdit } from '@rolecall/shared/text/edit.js'
import type { LocatedProblem } from '@rolecall/shared/text/located-problem.js'
import type { PermissionAt } from '../cursor/role-at.js'
import { roleAt } from '../cursor/role-at.js'
import type { Opened } from '../state/workspace.js'

/** One change that is offered. Its edits are in the document's own text. */
export type Fix = {
  readonly title: string
  readonly edits: readonly TextEdit[]
  /** The one that is most likely meant. */
  readonly preferred?: boolean
}

/** A problem with what stands where it is. */
export type Case = {
  readonly opened: Opened
  readonly problem: LocatedProblem
  /** Of the problem's range. */
  readonly start: number
  readonly end: number
  /** Its document is `holder`, a file beside where the role takes its permissions from here. */
  readonly role: RoleSite | null
  readonly holder: RoleDocument
  /** The permission the problem is about, where it is written in this document. */
  readonly site: PermissionSite | null
  readonly catalog: Catalog | null
}

/** What can be done about one problem; often nothing. */
export type Fixer = (found: Case) => readonly Fix[]

export const caseOf = (
  opened: Opened,
  problem: LocatedProblem,
  permissionIn: (offset: number) => PermissionAt | null,
): Case => {
  const { document, rules } = opened
  const start = document.source.offsetAt(problem.range.start)
  const end = document.source.offsetAt(problem.range.end)
  const at = permissionIn(start)
  const site = at?.site ?? null
  const role = at?.role ?? roleAt(document, start)
  return {
    opened,
    problem,
    start,
    end,
    role,
    holder: at?.document ?? document,
    site,
    catalog: role?.type ? rules.catalogOf(platformOf(role.type).key) : null,
  }
}
