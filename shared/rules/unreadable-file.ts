/** RC013: the text is none that can be read: syntax, a key twice in one map, an alias or tag misused, a limit. */
import type { FormRule } from './rule.js'

export const unreadableFile = {
  code: 'RC013',
  title: 'File cannot be read',
  severity: 'error',
  rank: 1,
  neverIgnored: true,
  looksAt: 'form',
} satisfies FormRule
