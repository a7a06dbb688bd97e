import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    root: new URL('.', import.meta.url).pathname,
    include: ['*.test.mjs'],
    globalSetup: ['setup.mjs'],
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // One editor at a time: on two cores a second would only make both slow.
    fileParallelism: false,
  },
})
