import { AstroRole } from '@rolecall/provider/cdktf'

export const viewer = (stack: never) =>
  new AstroRole(stack, 'viewer', {
    name: 'Viewer from TypeScript',
    scopeType: 'DEPLOYMENT',
    permissions: ['deployment.get', 'deployment.airflow.dags.get'],
  })
