import { grafana as platform } from '@rolecall/shared/platforms/grafana/platform.js'
import type { PlatformAdapter } from '../role-api.js'
import { allowHttp, baseUrlProblem } from '../transport.js'
import { grafanaRoles } from './roles.js'

export const grafana: PlatformAdapter = {
  platform,
  settings: {
    base_url: {
      description: 'URL of Grafana, without `/api`.',
      environment: 'GRAFANA_URL',
      problem: baseUrlProblem(platform.key),
    },
    allow_http: allowHttp,
    token: { description: 'Token of a service account.', environment: 'GRAFANA_TOKEN', sensitive: true },
  },
  required: [['base_url'], ['token']],
  parentSetting: null,
  movedFrom: {
    grafana_role: [
      { provider: 'grafana/grafana', type: 'grafana_role', attributes: ['uid', 'name', 'description', 'permissions'] },
    ],
  },
  connect: (settings, environment) => ({ grafana_role: grafanaRoles(settings, environment) }),
}
