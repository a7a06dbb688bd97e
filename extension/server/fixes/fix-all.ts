import { safeFixes } from '@rolecall/shared/fix/safe-fixes.js'
import type { TextEdit } from '@rolecall/shared/text/edit.js'
import { applyEdits } from '@rolecall/shared/text/edit.js'
import { createIndexedSource } from '../state/indexed-source.js'
import type { Opened, Workspace } from '../state/workspace.js'

const maximumRounds = 10

/** One edit for all that differs. */
const difference = (before: string, after: string): TextEdit | null => {
  if (before === after) return null
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && before[start] === after[start]) start += 1
  let same = 0
  while (same < shorter - start && before[before.length - 1 - same] === after[after.length - 1 - same]) same += 1
  return { start, end: before.length - same, text: after.slice(start, after.length - same) }
}

/** Applies, round by round, what leaves the granted permissions as they are. */
export const fixAll = ({ document, rules }: Opened, reader: Workspace['reader']): TextEdit | null => {
  const { file, text } = document.source
  let current = document
  for (let round = 0; round < maximumRounds; round += 1) {
    const edits = safeFixes(current, rules.check(current))
    const next =
      edits.length === 0 ? null : reader.readOnce(createIndexedSource(file, applyEdits(current.source.text, edits)))
    if (!next) break
    current = next
  }
  return difference(text, current.source.text)
}
