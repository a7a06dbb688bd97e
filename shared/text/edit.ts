/** Offsets in the text that is edited, end exclusive. */
export type TextEdit = { readonly start: number; readonly end: number; readonly text: string }

/** In the order of the text, without those that overlap one before. */
export const withoutOverlaps = (edits: readonly TextEdit[]): readonly TextEdit[] => {
  let end = -1
  return [...edits]
    .sort((one, other) => one.start - other.start || one.end - other.end)
    .filter((edit) => {
      if (edit.start < end) return false
      end = edit.end
      return true
    })
}

/** Applies edits that do not overlap. */
export const applyEdits = (text: string, edits: readonly TextEdit[]): string => {
  let result = ''
  let at = 0
  for (const edit of withoutOverlaps(edits)) {
    result += text.slice(at, edit.start) + edit.text
    at = edit.end
  }
  return result + text.slice(at)
}
