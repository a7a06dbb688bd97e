import { unreadableFile } from '@rolecall/shared/rules/unreadable-file.js'
import { replaceItem } from '../edit/replace-item.js'
import { escapeFor, writeScalar } from '../edit/scalar.js'
import type { Case, Fix, Fixer } from './fix.js'

const newText = ({ problem, opened, start, end, site }: Case, suggestion: string): string => {
  const { document } = opened
  // What cannot be read is replaced by text that can, quotes and all.
  if (problem.code === unreadableFile.code) return suggestion
  if (site) return suggestion
  const own = document.source.text.charAt(start)
  if (document.language !== 'yaml' && (own === '"' || own === "'")) {
    return own + escapeFor(suggestion, own === '"' ? 'double' : 'single', document.language) + own
  }
  const quote = document.source.text.charAt(start - 1)
  const style =
    quote === '"' && document.source.text.charAt(end) === '"' ? 'double' : quote === "'" ? 'single' : 'plain'
  const { before, text, after } = writeScalar(
    suggestion,
    { language: document.language, style, flow: document.language !== 'yaml' },
    false,
  )
  return style === 'plain' && document.language !== 'yaml' ? text : before + text + after
}

const quotes = ({ problem, opened, start, end }: Case, suggestion: string): boolean =>
  problem.code === unreadableFile.code && suggestion === JSON.stringify(opened.document.source.text.slice(start, end))

const fixFor = (found: Case, suggestion: string, preferred: boolean): Fix | null => {
  const { site, start, end, opened } = found
  const title = quotes(found, suggestion) ? `Put it in quotes: ${suggestion}` : `Replace with ${suggestion}`
  if (!site || found.problem.code === unreadableFile.code) {
    return { title, edits: [{ start, end, text: newText(found, suggestion) }], preferred }
  }
  const edits = replaceItem(site, [suggestion], opened.document.language)
  return edits && { title, edits, preferred }
}

/** What the problem itself suggests: the nearest permission, the new name, the missing quotes. */
export const replaceFixes: Fixer = (found) =>
  found.problem.suggestions.flatMap((suggestion, index) => fixFor(found, suggestion, index === 0) ?? [])
