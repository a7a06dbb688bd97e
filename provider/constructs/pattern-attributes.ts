import type { Catalog } from '@rolecall/shared/catalog/catalog.js'
import { expandRole } from '@rolecall/shared/catalog/expand-role.js'
import type { RoleType } from '@rolecall/shared/model/role.js'
import { isLiteral } from './tokens/literal.js'

type Values = { readonly [name: string]: unknown }

/** The attributes of a role, by Terraform's names, with no pattern in them. Tokens stay as they are. */
export const expandPatterns = (values: Values, type: RoleType, catalog: Catalog): { [name: string]: unknown } =>
  expandRole(values, type, catalog, isLiteral)
