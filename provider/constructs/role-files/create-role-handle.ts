import { blastRadiusOf } from '@rolecall/shared/catalog/blast-radius.js'
import type { RoleType } from '@rolecall/shared/model/role.js'
import { platformOf } from '@rolecall/shared/platforms/registry.js'
import { grantsOf } from '../grants-of.js'
import { rulesOf } from '../stack/synth-rules.js'
import type { RoleHandle } from './role-handle.js'
import type { RoleResource } from './role-resource.js'

export const createRoleHandle = (resource: RoleResource, type: RoleType): RoleHandle => ({
  resource,
  get id() {
    return resource.id
  },
  get grants() {
    return grantsOf(resource)
  },
  get blastRadius() {
    return blastRadiusOf(grantsOf(resource).permissions, rulesOf(resource).catalogOf(platformOf(type).key))
  },
})
