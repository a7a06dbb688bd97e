import type { Feature } from './feature.js'
import { completion } from './features/completion.js'
import { diagnostics } from './features/diagnostics.js'
import { textSync } from './features/text-sync.js'
import { watching } from './features/watching.js'

/** Everything the server can do. */
export const features: readonly Feature[] = [textSync, watching, diagnostics, completion]
