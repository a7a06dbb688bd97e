/** What setup.mjs provides to the suites. */
import 'vitest'
import type { prepare } from './prepare.mjs'

declare module 'vitest' {
  interface ProvidedContext {
    /** Paths of the programs that are driven. */
    readonly programs: ReturnType<typeof prepare>
    /** The built extension. */
    readonly extension: string
  }
}
