import { defineConfig } from 'vitest/config'

/** Walks in a real browser on a running demo site; one after another, since they share its clock. */
export default defineConfig({
  test: {
    include: ['test/e2e/*.walk.ts'],
    globalSetup: ['test/e2e/site.ts'],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 60_000,
  },
})
