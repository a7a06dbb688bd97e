/** Text with no token of the core in it. Asked of every permission, so without the core's own, slower, look. */
export const isLiteral = (value: unknown): value is string => typeof value === 'string' && !value.includes('TfToken[')
