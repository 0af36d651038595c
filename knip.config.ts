import type { KnipConfig } from 'knip'

export default {
  entry: [
    'scripts/*.{ts,mjs}',
    'src/web/entry-server.ts',
    'src/console/main.ts',
    'src/web/public/sw.js',
    'src/core/dev/live.js',
    'src/{core,features}/*/{web,console}/pages.ts',
    'src/{core,features}/*/{web,console}/messages/*.ts',
    'src/{web,console}/messages/*.ts',
    'vite.console.config.ts',
    'bench/bare.ts',
    'vitest.e2e.config.ts',
    'test/**/*.{test,walk}.ts',
    'test/**/site.ts',
  ],
  project: ['src/**/*.{ts,vue,js}', 'scripts/**', 'test/**', 'bench/**'],
  ignoreDependencies: ['@fontsource/*'],
  ignoreExportsUsedInFile: true,
} satisfies KnipConfig
