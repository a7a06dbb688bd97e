import type { Feature } from './feature.js'
import { codeActions } from './features/code-actions.js'
import { codeLens } from './features/code-lens.js'
import { completion } from './features/completion.js'
import { diagnostics } from './features/diagnostics.js'
import { documentLinks } from './features/document-links.js'
import { documentHighlight } from './features/highlight.js'
import { hover } from './features/hover.js'
import { inlayHints } from './features/inlay-hint.js'
import { matrix } from './features/matrix.js'
import { definition, references } from './features/references.js'
import { rename } from './features/rename.js'
import { status } from './features/status.js'
import { documentSymbols, workspaceSymbols } from './features/symbols.js'
import { textSync } from './features/text-sync.js'
import { watching } from './features/watching.js'

/**
 * Everything the server can do. No semantic tokens and no folding: an editor takes one provider of
 * these a document, and ours would displace the language's own.
 */
export const features: readonly Feature[] = [
  textSync,
  watching,
  diagnostics,
  completion,
  hover,
  codeActions,
  codeLens,
  inlayHints,
  documentSymbols,
  workspaceSymbols,
  definition,
  references,
  documentHighlight,
  rename,
  documentLinks,
  matrix,
  status,
]
