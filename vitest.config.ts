import { defineConfig } from 'vitest/config'

/** Files that put something else in the place of a library, or need a process that has not loaded anything yet. */
const ALONE = [
  'src/core/accounts/lockout.test.ts',
  'src/core/accounts/sign-in.test.ts',
  'src/core/staff/lockout.test.ts',
  'src/features/mall/search/*.test.ts',
  'test/pages.test.ts',
]
const common = { testTimeout: 30_000, hookTimeout: 60_000, env: { TZ: 'UTC' } }

export default defineConfig({
  test: {
    globalSetup: ['test/cluster.ts'],
    maxWorkers: 2,
    projects: [
      // One process for many files: to load the whole site anew takes longer than most of them do.
      { test: { ...common, name: 'together', include: ['src/**/*.test.ts', 'test/*.test.ts'], exclude: ALONE, isolate: false } },
      { test: { ...common, name: 'alone', include: ALONE } },
    ],
  },
})
