import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts'],
    exclude: ['test/tools/**', 'test/output/**', 'test/fourth-platform/overlay/**', '**/node_modules/**'],
    // Boundary tests start Terraform and cdktf; a limit is there to end a hang, not to measure.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 60_000 } },
    maxWorkers: 2,
    // What is built is loaded as node loads it: once, and as the CommonJS it is.
    server: { deps: { external: [/\/dist\//] } },
  },
})
