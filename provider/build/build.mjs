/** Builds dist/: the provider process, the `rolecall` command, and the CDKTF library over generated bindings. */
import { bundleCli, bundleProvider } from './bundle.mjs'
import { buildConstructs } from './constructs.mjs'

await Promise.all([bundleProvider(), bundleCli()])
await buildConstructs()
