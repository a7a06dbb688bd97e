import { astro as platform } from '@rolecall/shared/platforms/astro/platform.js'
import type { PlatformAdapter } from '../role-api.js'
import { allowHttp, baseUrlProblem } from '../transport.js'
import { astroCatalog } from './catalog.js'
import { astroRoles } from './roles.js'
import { defaultBaseUrl } from './service.js'

export const astro: PlatformAdapter = {
  platform,
  settings: {
    organization_id: {
      description: 'Id of the Organization that holds the roles. A role may name another one itself.',
      environment: 'ASTRO_ORGANIZATION_ID',
    },
    token: {
      description: 'API token of the Organization. Writing custom roles takes an Organization Owner.',
      environment: 'ASTRO_API_TOKEN',
      sensitive: true,
    },
    base_url: {
      description: 'Base URL of the API, up to and with the version in its path.',
      environment: 'ASTRO_API_URL',
      problem: baseUrlProblem(platform.key),
      default: defaultBaseUrl,
    },
    allow_http: allowHttp,
  },
  required: [['token']],
  parentSetting: 'organization_id',
  movedFrom: {
    astro_role: [
      {
        // The vendor's own. Its state does not say which Organization it is about.
        provider: 'astronomer/astro',
        type: 'astro_custom_role',
        attributes: [
          'id',
          'name',
          'description',
          'permissions',
          'scope_type',
          'restricted_workspace_ids',
          'created_at',
          'created_by',
          'updated_at',
          'updated_by',
        ],
      },
    ],
  },
  connect: (settings, environment) => ({ astro_role: astroRoles(settings, environment) }),
  connectCatalog: astroCatalog,
}
