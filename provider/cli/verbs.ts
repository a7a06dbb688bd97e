/** All verbs, in the order of the help. */
import { catalog } from './catalog/verb.js'
import { lint } from './lint/verb.js'
import { mirror } from './mirror/verb.js'
import { pull } from './pull/verb.js'
import { report } from './report.js'
import { sandbox } from './sandbox.js'
import type { Verb } from './verb.js'

export const verbs: readonly Verb[] = [lint, report, pull, catalog, mirror, sandbox]
