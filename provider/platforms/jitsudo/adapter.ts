import { jitsudo as platform } from '@rolecall/shared/platforms/jitsudo/platform.js'
import type { PlatformAdapter } from '../role-api.js'
import { allowHttp, baseUrlProblem } from '../transport.js'
import { jitsudoRoles } from './roles.js'

/** RFC 9562 section 4 */
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

export const jitsudo: PlatformAdapter = {
  platform,
  settings: {
    base_url: {
      description: 'URL of the service, without `/v1`. There is no default: everyone hosts their own.',
      environment: 'JITSUDO_URL',
      problem: baseUrlProblem(platform.key),
    },
    allow_http: allowHttp,
    tenant_id: {
      description: 'Id of the tenant that holds the roles, a UUID. A role may name another one itself.',
      environment: 'JITSUDO_TENANT_ID',
      problem: (value) => (uuid.test(value) ? null : 'is no UUID, as ids of tenants are'),
    },
    token: {
      description: 'Token of a signed-in user, sent as `Authorization: Bearer`. Takes precedence over `api_key`.',
      environment: 'JITSUDO_TOKEN',
      sensitive: true,
    },
    api_key: {
      description: 'API key of the tenant, sent as `X-API-Key`.',
      environment: 'JITSUDO_API_KEY',
      sensitive: true,
    },
  },
  required: [['base_url'], ['token', 'api_key']],
  parentSetting: 'tenant_id',
  connect: (settings, environment) => ({ jitsudo_role: jitsudoRoles(settings, environment) }),
}
