/** The key of a role becomes part of its Terraform address, so it is spelled as a name there. */
export const roleKeyPattern = '^[A-Za-z_][A-Za-z0-9_-]*$'

const pattern = new RegExp(roleKeyPattern)

export const isRoleKey = (text: string): boolean => pattern.test(text)
