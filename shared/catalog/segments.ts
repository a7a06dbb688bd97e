/** The segments of a permission. Blanks around a separator do not count: `a > b` and `a>b` are alike. */
export const segmentsOf = (text: string, separator: string | null): readonly string[] => {
  const mark = separator?.trim()
  return mark ? text.split(mark).map((segment) => segment.trim()) : [text]
}
