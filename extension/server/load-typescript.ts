import type ts from 'typescript'

/**
 * The compiler is larger than all the rest, so it is a file of its own, loaded with the first TypeScript
 * that is about roles. `address`: where the client says it is.
 */
export type LoadTypescript = (address: string | null) => Promise<typeof ts>
