/** How long something is asked again that may still change, and how often. Milliseconds. */
export type Patience = { readonly total: number; readonly between: number }

export const defaultPatience: Patience = { total: 10_000, between: 1_000 }
