export const roleFiles = { pattern: '**/*.roles.{yaml,yml,json,jsonc}' } as const

/** By path, since plain VS Code opens Terraform as text and role files as YAML among others. */
export const documentSelector = [
  roleFiles,
  { pattern: '**/*.{tf,tofu}' },
  { pattern: '**/*.{tf,tofu}.json' },
  { pattern: '**/*.{ts,tsx,mts,cts}' },
] as const
