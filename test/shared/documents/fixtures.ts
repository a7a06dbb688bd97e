/** Role files that are as they should be, in the ways people write them. */
export const fixtures: Readonly<Record<string, string>> = {
  'block.roles.yaml': `# Roles of the data platform
version: 1
defaults: { astro_role: { scope_type: DEPLOYMENT } }
astro_role:
  deployment_viewer:
    name: Deployment_Viewer
    description: Subject can only view deployments.
    permissions:
      - deployment.get
      - deployment.airflow.*.get      # expanded
      - "deployment.update"
    restricted_workspace_ids: [cldbvzoi20182g8odxt8ehi5i]

  # Writes nothing
  auditor:
    name: 'Auditor'
    permissions: [deployment.get, 'deployment.airflow.dag.get', "deployment.airflow.task.get",]
northflank_org_role:
  developer: { name: Developer, permissions: { org_scope: [], team_scope: ["Team > Members > Read"], project_scope: [] } }
  operator:
    name: Operator
    permissions:
      org_scope:
      - Organisation > Admin > Roles > Read
      team_scope: []
      project_scope:
        - Project > Services > Read
    restrictions:
      enabled: true
      teams:
        - team_id: core
          restrictions: { enabled: false, projects: [], restriction_mode: in }
jitsudo_role:
  auditor: { slug: auditor, name: Auditor, scopes: [audit.read] }
`,
  'anchors.roles.yaml': `x-read: &read
  - deployment.get
  - deployment.airflow.dag.get
x-base: &base
  scope_type: DEPLOYMENT
  description: >-
    Folded
    text
astro_role:
  reader:
    <<: *base
    name: Reader
    permissions: *read
  writer:
    <<: *base
    name: Writer 😀
    description: Own text
    permissions:
      - deployment.update
      - *read
  $ref:
    name: Odd
`,
  'flow.roles.yaml': `{ version: 1, astro_role: { viewer: { name: Viewer, scope_type: WORKSPACE, permissions: [workspace.get] } } }
`,
  'marks.roles.yaml': `---
astro_role:
  imported:
    $import: clxyz
    $moved_from: old_key
    $provider: west
    name: Imported
    scope_type: ORGANIZATION
    permissions:
      - organization.get
    description: |
      Line one: with a colon
      # no comment
...
`,
  'plain.roles.json': `{
  "$schema": "https://example.com/roles.schema.json",
  "version": 1,
  "astro_role": {
    "viewer": {
      "name": "Viewer \\u0041",
      "scope_type": "DEPLOYMENT",
      "permissions": ["deployment.get", "deployment.*.get"]
    }
  }
}
`,
  'commented.roles.jsonc': `// Roles
{
  "jitsudo_role": {
    /* one */
    "auditor": { "slug": "auditor", "name": "Auditor", "scopes": ["audit.read", "audit.write",], },
  },
}
`,
}

export const lineEnds: Readonly<Record<string, (text: string) => string>> = {
  LF: (text) => text,
  CRLF: (text) => text.replace(/\n/g, '\r\n'),
}
