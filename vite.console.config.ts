import { join } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'
import { FLAGS } from './vite.config.ts'

/** The console of the staff: a bundle of its own under /console/. */
export default defineConfig({
  root: join(import.meta.dirname, 'src/console'),
  base: '/console/',
  plugins: [vue()],
  define: FLAGS,
  publicDir: false,
  build: {
    outDir: '../../dist/console',
    emptyOutDir: true,
    target: ['es2022', 'chrome100', 'safari15', 'firefox100'],
    cssTarget: ['chrome100', 'safari15', 'firefox100'],
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      checks: { pluginTimings: false },
      output: {
        codeSplitting: {
          groups: [
            { name: 'element-plus', test: /node_modules\/(?:element-plus|@element-plus|@floating-ui|async-validator|dayjs|lodash)/ },
            { name: 'echarts', test: /node_modules\/(?:echarts|zrender)\// },
          ],
        },
      },
    },
  },
})
