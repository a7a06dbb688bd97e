import { sandboxPlatform } from '../platform.js'
import { tenantTokens } from './access.js'
import { jitsudoOperations } from './operations.js'
import { jitsudoDialect } from './refusal.js'
import { JitsudoState, newJitsudoState } from './state.js'

export type JitsudoTenantAccess = {
  readonly id: string
  readonly name: string
  readonly token: string
  readonly apiKey: string
  readonly readOnlyToken: string
}

export const jitsudo = sandboxPlatform({
  state: JitsudoState,
  newState: newJitsudoState,
  open: (state, { tokenFor }) => {
    const tenants = state.tenants.map(
      (tenant): JitsudoTenantAccess => ({ id: tenant.id, name: tenant.name, ...tenantTokens(tenant, tokenFor) }),
    )
    return {
      access: { tenants },
      service: { dialect: jitsudoDialect, operations: jitsudoOperations(state, tokenFor) },
      tenants: (origin) =>
        tenants.map((tenant) => ({
          ...tenant,
          env: {
            JITSUDO_URL: origin,
            JITSUDO_TENANT_ID: tenant.id,
            JITSUDO_TOKEN: tenant.token,
            JITSUDO_API_KEY: tenant.apiKey,
          },
        })),
    }
  },
})
