import type { Answer } from './answer.js'
import type { Issue } from './issue.js'

/** What can be wrong with a request to any service. Each platform has its own words for it. */
export type Trouble =
  | { readonly kind: 'unknown-path' }
  /** Not JSON, not announced as JSON, or too long. The message is a whole sentence. */
  | { readonly kind: 'unreadable-body'; readonly message: string }
  | { readonly kind: 'invalid'; readonly issues: readonly Issue[] }
  | { readonly kind: 'failed'; readonly message: string }

export type Dialect = (trouble: Trouble, requestId: string) => Answer
