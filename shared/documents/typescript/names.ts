/** What the generator of CDKTF bindings makes of Terraform's names, and back. */

/** `restrictedWorkspaceIds` is `restricted_workspace_ids`, `AstroRole` is `astro_role`. */
export const terraformName = (name: string): string =>
  name.replace(/[A-Z]/g, (letter, index: number) => (index === 0 ? '' : '_') + letter.toLowerCase())

/** Settings of every CDKTF resource, which are no attributes of the role. */
export const metaSettings: ReadonlySet<string> = new Set([
  'connection',
  'count',
  'dependsOn',
  'forEach',
  'lifecycle',
  'provider',
  'provisioners',
])
