import { defineConfig } from 'vitest/config'

/** By hand: no Terraform that one has by default is new enough for all of it. See CONTRIBUTING. */
const program = process.env['TERRAFORM_BINARY_NAME'] ?? 'terraform'
const byHand = program === 'terraform' ? ['test/provider/newer-core/terraform.test.ts'] : []
if (byHand.length > 0)
  console.warn('Not run: the tests with a newer Terraform or OpenTofu; TERRAFORM_BINARY_NAME is the path of one.')

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts', 'provider/examples/**/*.test.ts'],
    exclude: ['test/tools/**', 'test/output/**', 'test/fourth-platform/overlay/**', '**/node_modules/**', ...byHand],
    // Boundary tests start Terraform and cdktf; a limit is there to end a hang, not to measure.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 60_000 } },
    maxWorkers: 2,
    // What is built is loaded as node loads it: once, and as the CommonJS it is.
    server: { deps: { external: [/\/dist\//] } },
  },
})
