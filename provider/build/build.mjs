/**
 * Builds dist/ but for the executable, as far as `npm start` needs it: the provider as a script, the `rolecall` command,
 * and the CDKTF library over generated bindings.
 */
import { bundleCli, bundleProvider } from './bundle.mjs'
import { buildConstructs } from './constructs.mjs'

await Promise.all([bundleProvider(), bundleCli()])
await buildConstructs()
