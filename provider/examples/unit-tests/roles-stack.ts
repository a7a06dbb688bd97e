import { AstroRole, RoleFiles } from '@rolecall/provider/cdktf'
import { TerraformStack } from 'cdktf'
import type { Construct } from 'constructs'

/** What `main.ts` of an app deploys, apart from it, so that tests can make one. */
export class RolesStack extends TerraformStack {
  public readonly deployer: AstroRole

  public constructor(scope: Construct, id: string) {
    super(scope, id)
    new RoleFiles(this, 'roles', { paths: ['astro.roles.yaml'], directory: import.meta.dirname })
    this.deployer = new AstroRole(this, 'deployer', {
      name: 'Deployer',
      scopeType: 'DEPLOYMENT',
      permissions: ['deployment.get', 'deployment.deploys.*'],
    })
  }
}
