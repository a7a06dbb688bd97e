/** The code of a system error, such as ENOENT. */
export const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined)

export const sayError = (error: unknown): string => (error instanceof Error ? error.message : String(error))
