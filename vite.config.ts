import type { UserConfig } from 'vite'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

/** Phones of the last five years, WeChat's web view among them; tsconfig.web.json names the same year's library. */
const BROWSERS = ['es2021', 'chrome92', 'safari15.4', 'firefox98']

/** Switches of vue and vue-i18n that leave unused parts out of the bundle. */
export const FLAGS = {
  __VUE_OPTIONS_API__: 'false',
  __VUE_PROD_DEVTOOLS__: 'false',
  __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
  __VUE_I18N_FULL_INSTALL__: 'false',
  __VUE_I18N_LEGACY_API__: 'false',
  __INTLIFY_PROD_DEVTOOLS__: 'false',
}

/** The visitors' app: `vite build` makes what browsers load, `vite build --ssr` what the server renders with. */
export default defineConfig(({ isSsrBuild }): UserConfig => isSsrBuild ? serverBuild : clientBuild)

const clientBuild: UserConfig = {
  root: import.meta.dirname,
  plugins: [vue()],
  define: FLAGS,
  publicDir: 'src/web/public',
  build: {
    outDir: 'dist/web/client',
    emptyOutDir: true,
    target: BROWSERS,
    cssTarget: BROWSERS,
    cssCodeSplit: false, // all styles are 11 kB: one file early beats ten small ones late
    manifest: true,
    ssrManifest: true,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      checks: { pluginTimings: false },
      input: 'src/web/entry-client.ts',
      output: {
        codeSplitting: {
          // Few files rather than the fewest bytes: on a phone every further file costs a round trip.
          groups: [
            { name: 'vue', test: /node_modules\/(?:@vue|vue|vue-router|vue-i18n|@intlify|@tanstack|@unhead|unhead|hookable)\// },
            { name: 'ui', test: /src\/web\/ui\// },
          ],
        },
      },
    },
  },
}

const serverBuild: UserConfig = {
  root: import.meta.dirname,
  plugins: [vue()],
  define: { ...FLAGS, 'process.env.NODE_ENV': '"production"' },
  publicDir: false,
  // Everything in one bundle: it starts fast, and the server needs no front-end package.
  ssr: { noExternal: true, target: 'node', resolve: { conditions: ['module', 'import', 'production', 'default'] } },
  build: {
    outDir: 'dist/web/server',
    emptyOutDir: true,
    target: 'node24',
    ssr: 'src/web/entry-server.ts',
    minify: false,
    reportCompressedSize: false,
    rolldownOptions: { checks: { pluginTimings: false } },
  },
}
