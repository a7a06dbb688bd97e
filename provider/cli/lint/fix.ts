import { safeFixes } from '@rolecall/shared/fix/safe-fixes.js'
import { applyEdits } from '@rolecall/shared/text/edit.js'
import type { FileReader, Target } from '../files/read.js'
import { createFileReader, readTarget } from '../files/read.js'
import type { FileRules } from '../files/rules-finder.js'
import { createRulesFinder } from '../files/rules-finder.js'
import { writeWhole } from '../files/write.js'

type Fixed = { readonly text: string; readonly edits: number }

/** Again and again, since an edit may be in the way of another: every round takes something away, so it ends. */
const fixText = async (read: FileReader, path: string, text: string, rules: FileRules): Promise<Fixed> => {
  let fixed: Fixed = { text, edits: 0 }
  for (;;) {
    const document = await read(path, fixed.text)
    const edits = document ? safeFixes(document, rules.check(document)) : []
    if (edits.length === 0) return fixed
    fixed = { text: applyEdits(fixed.text, edits), edits: fixed.edits + edits.length }
  }
}

/** Applies the safe fixes to files; how many there were. */
export const fixFiles = async (
  targets: readonly Target[],
  trust: boolean,
): Promise<{ readonly files: number; readonly edits: number }> => {
  const finder = createRulesFinder({ trust })
  const read = createFileReader()
  let [files, edits] = [0, 0]
  for (const target of targets) {
    const rules = finder.rulesFor(target.path)
    if (rules.ignores(target.path)) continue
    const text = readTarget(target)
    const fixed = await fixText(read, target.path, text, rules)
    if (fixed.edits === 0) continue
    await writeWhole(target.path, fixed.text)
    files += 1
    edits += fixed.edits
  }
  return { files, edits }
}
