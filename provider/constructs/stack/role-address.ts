import type { TerraformResource } from '../core.js'

/** As Terraform names the role: `rolecall_astro_role.viewer`. */
export const addressOf = ({ terraformResourceType, friendlyUniqueId }: TerraformResource): string =>
  `${terraformResourceType}.${friendlyUniqueId}`

/** `holder`, `role`: construct paths. */
export const sayTakenAddress = (address: string, holder: string, role: string): string =>
  `The construct ${holder} has the address of this role, \`${address}\`, which ${role} makes too. ` +
  'Rename one of them, or give the role files a `keyPrefix`.'
