/** Builds dist/: the provider in both forms, the `rolecall` command, and the CDKTF library over generated bindings. */
import { bundleCli, bundleProvider } from './bundle.mjs'
import { buildConstructs } from './constructs.mjs'
import { buildExecutable } from './executable.mjs'

await Promise.all([bundleProvider(), bundleCli(), buildExecutable()])
await buildConstructs()
