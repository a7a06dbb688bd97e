import type { NorthflankRole } from './role.js'

type Permissions = NorthflankRole['permissions']

/** No document has a permission as the API spells it; these are the console's labels, some of each scope. */
const everything: Permissions = {
  orgScope: [
    'Organisation > Admin > Members > Read',
    'Organisation > Admin > Roles > Manage',
    'Organisation > Admin > Roles > Read',
    'Organisation > Team > General > Create',
    'Organisation > Team > General > Read',
  ],
  teamScope: [
    'Account > Admin > ApiTokens > Read',
    'Account > Admin > Members > Manage',
    'Account > Admin > Roles > Manage',
    'Account > Admin > Roles > Read',
  ],
  projectScope: [
    'Project > Projects > Manage > Create',
    'Project > Services > General > Read',
    'Project > Jobs > General > Run Job',
  ],
}

const starting: Permissions = {
  orgScope: [],
  teamScope: ['Account > Admin > Roles > Read'],
  projectScope: ['Project > Services > General > Read'],
}

const role = (id: string, name: string, description: string, permissions: Permissions): NorthflankRole => ({
  id,
  name,
  description,
  permissions,
  restrictions: { enabled: false },
  directoryGroups: [],
  createdAt: null,
  updatedAt: null,
})

/**
 * What every team starts with, and organizations here too. That roles have no field which tells
 * these apart is so in the documents. https://northflank.com/docs/v1/application/secure/use-role-based-access-control
 */
export const builtInRoles = (level: 'org' | 'team'): NorthflankRole[] => {
  const permissions = ({ orgScope, ...others }: Permissions): Permissions => ({
    ...others,
    orgScope: level === 'org' ? orgScope : [],
  })
  return [
    role('owner', 'Owner', 'Everything. One holder.', permissions(everything)),
    role('admin', 'Admin', 'Everything.', permissions(everything)),
    role('default', 'Default', 'Given to who is invited.', permissions(starting)),
  ]
}

/** Of the three, documents say only that `default` cannot be deleted and that `admin` and `default` can be edited. */
export const isFixed = (id: string): boolean => id === 'owner'
export const isPermanent = (id: string): boolean => ['owner', 'admin', 'default'].includes(id)
