import { northflank as platform } from '@rolecall/shared/platforms/northflank/platform.js'
import { createClient } from '../../http/client.js'
import type { PlatformAdapter } from '../role-api.js'
import { allowHttp, baseUrlProblem } from '../transport.js'
import { northflankRoles } from './roles.js'
import { defaultBaseUrl, northflankService } from './service.js'
import { readUpdateMethod, updateMethods } from './update.js'

export const northflank: PlatformAdapter = {
  platform,
  settings: {
    token: {
      description: 'API token, made from a role that may manage roles. One of an organization reaches all its teams.',
      environment: 'NORTHFLANK_API_TOKEN',
      sensitive: true,
    },
    base_url: {
      description: 'URL of the API, without `/v1`.',
      environment: 'NORTHFLANK_BASE_URL',
      problem: baseUrlProblem(platform.key),
      default: defaultBaseUrl,
    },
    allow_http: allowHttp,
    update_method: {
      description:
        'How roles are changed. `patch`: by PATCH, as today’s API has it. `put`: by PUT, as its first generation ' +
        'had it; a plan that would lose teams or directory groups fails. `auto`: by PATCH, and by PUT where that is ' +
        'missing.',
      default: 'auto',
      allowed: updateMethods,
    },
  },
  required: [['token']],
  parentSetting: null,
  // https://northflank.com/docs/v1/application/secure/grant-api-access
  deletion: {
    consequence: 'revokes every API token made from it',
    detail:
      'Whatever signs in with such a token stops working at once, and a new role of the same name does not bring it back.',
  },
  connect: (settings, environment) => {
    const client = createClient(northflankService(settings), environment)
    const method = readUpdateMethod(settings['update_method'])
    return {
      northflank_org_role: northflankRoles('org', method, client),
      northflank_team_role: northflankRoles('team', method, client),
    }
  },
}
