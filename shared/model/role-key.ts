/** The key of a role becomes part of its Terraform address, so it is spelled as a name there. */
export const roleKeyPattern = '^[A-Za-z_][A-Za-z0-9_-]*$'

const pattern = new RegExp(roleKeyPattern)

export const isRoleKey = (text: string): boolean => pattern.test(text)

/** What an attribute of text may be called at first in a role of some key; empty where the key tells nothing of it. */
export const textFromKey = (attribute: string, key: string): string => {
  if (attribute === 'slug') return key.replaceAll('_', '-')
  return attribute === 'name' ? `${key.slice(0, 1).toUpperCase()}${key.slice(1).replaceAll('_', ' ')}` : ''
}
