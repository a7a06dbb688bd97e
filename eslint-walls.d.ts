/** By workspace and room: the rooms beside it that it may import. */
export const walls: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>
/** Why a file may not import something; null where it may. */
export const importProblem: (file: string, specifier: string) => string | null
