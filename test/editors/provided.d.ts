/** What setup.mjs provides to the suites. */
import 'vitest'
import type { prepare } from './prepare.mjs'

declare module 'vitest' {
  interface ProvidedContext {
    /** Paths of the programs that are driven. */
    readonly programs: ReturnType<typeof prepare>
    /** The built extension. */
    readonly extension: string
    /** The extension as it is published. */
    readonly vsix: string
    /** The language server's program, installed from the package that is published. */
    readonly server: string
  }
}
