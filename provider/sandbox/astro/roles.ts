import type { Static } from 'typebox'
import Type from 'typebox'
import type { Issue } from '../service/issue.js'
import type { Grantable } from './permissions.js'
import { permissionOf } from './permissions.js'
import type { AstroOrganization, AstroRole, Subject } from './state.js'
import { newCuid } from './state.js'

const NullableString = Type.Unsafe<string | null>({ type: ['string', 'null'] })
const NullableIds = Type.Unsafe<string[] | null>({
  type: ['array', 'null'],
  items: { type: 'string' },
  uniqueItems: true,
})

const content = {
  name: Type.String({ minLength: 1 }),
  permissions: Type.Array(Type.String(), { minItems: 1 }),
  // The document has both as plain optional fields; clients in Go send null for those they leave out.
  description: Type.Optional(NullableString),
  restrictedWorkspaceIds: Type.Optional(NullableIds),
}

export const CreateRole = Type.Object({ ...content, scopeType: Type.Enum(['DEPLOYMENT', 'DAG']) })

/** Fields that are not listed are ignored, `scopeType` among them: it cannot change. */
export const UpdateRole = Type.Object(content)

type Update = Static<typeof UpdateRole>

/** Sums up a role for lists. */
export const roleSummary = (role: AstroRole) => ({
  id: role.id,
  name: role.name,
  ...(role.description !== null && { description: role.description }),
  scopeType: role.scopeType,
  restrictedWorkspaceIds: role.restrictedWorkspaceIds,
  createdAt: role.createdAt,
  createdBy: profile(role.createdBy),
  updatedAt: role.updatedAt,
  updatedBy: profile(role.updatedBy),
})

export const roleWithPermissions = (role: AstroRole) => ({ ...roleSummary(role), permissions: role.permissions })

/** An API token as BasicSubjectProfile: people's fields are absent. */
const profile = ({ id, apiTokenName }: Subject) => ({ id, subjectType: 'SERVICEKEY', apiTokenName })

/** Whole seconds, as the vendor's examples have them. */
const timestamp = (now: number): string => new Date(now).toISOString().replace(/\.\d+Z$/, 'Z')

/** Undocumented: null and an absent field both keep what is there; `""` clears, and the field is then absent. */
const descriptionFrom = (given: string | null | undefined, kept: string | null): string | null => {
  if (given === null || given === undefined) return kept
  return given === '' ? null : given
}

/** A permission that is sent twice is kept once. Undocumented. */
const distinct = (values: readonly string[]): string[] => [...new Set(values)]

export const newRole = (body: Static<typeof CreateRole>, subject: Subject, now: number): AstroRole => ({
  id: newCuid(),
  name: body.name,
  description: descriptionFrom(body.description, null),
  scopeType: body.scopeType,
  permissions: distinct(body.permissions),
  restrictedWorkspaceIds: body.restrictedWorkspaceIds ?? [],
  createdAt: timestamp(now),
  updatedAt: timestamp(now),
  createdBy: subject,
  updatedBy: subject,
})

export const changeRole = (role: AstroRole, body: Update, subject: Subject, now: number): void => {
  role.name = body.name
  role.description = descriptionFrom(body.description, role.description)
  role.permissions = distinct(body.permissions)
  role.restrictedWorkspaceIds = body.restrictedWorkspaceIds ?? role.restrictedWorkspaceIds
  role.updatedAt = timestamp(now)
  role.updatedBy = subject
}

/** An issue for each value of a field that is not known. */
const strangers = (field: string, values: readonly string[], known: ReadonlySet<string>, why: string): Issue[] =>
  values.flatMap((value, index) => {
    const message = `is ${JSON.stringify(value)}, ${why}`
    return known.has(value) ? [] : [{ path: [field, `${index}`], rule: 'unknown', message }]
  })

/** What the schema cannot see: permissions the scope does not have, workspaces the organization does not have. */
export const contentIssues = (
  body: Update,
  scopeType: AstroRole['scopeType'],
  organization: AstroOrganization,
  grantable: readonly Grantable[],
): readonly Issue[] => {
  const known = new Set(grantable.filter(({ scope }) => scope === scopeType).map(permissionOf))
  const workspaces = new Set(organization.workspaces.map(({ id }) => id))
  return [
    ...strangers('permissions', body.permissions, known, `which a role of scope ${scopeType} cannot have`),
    ...strangers('restrictedWorkspaceIds', body.restrictedWorkspaceIds ?? [], workspaces, 'which is no workspace here'),
  ]
}
