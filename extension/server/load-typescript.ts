import type ts from 'typescript'

/** The compiler is larger than all the rest, so it is a file of its own, loaded with the first TypeScript that is about roles. */
export type LoadTypescript = () => Promise<typeof ts>
