/** What a permission lets its holder break, least first. */
export const risks = ['low', 'medium', 'high', 'admin'] as const

export type Risk = (typeof risks)[number]

export const isRisk = (value: unknown): value is Risk => risks.some((risk) => risk === value)

/** Negative where `a` is below `b`, as a sort function wants it. */
export const compareRisk = (a: Risk, b: Risk): number => risks.indexOf(a) - risks.indexOf(b)

/** What a role can do at most. `level` is null where nothing in the role could be rated. */
export type BlastRadius = {
  readonly level: Risk | null
  readonly summary: string
  readonly warnings: readonly string[]
}
