import type { App } from './kit/http/app.ts'
import type { Parts } from './kit/module.ts'
import { fileURLToPath } from 'node:url'
import { createApp } from './kit/http/app.ts'
import { addHealthRoutes } from './kit/http/metrics.ts'
import { documentRoutes } from './kit/http/openapi.ts'
import { version } from './version.ts'
import { registerPages } from './web/ssr.ts'

const DIST = fileURLToPath(new URL('../dist', import.meta.url))

/** The whole HTTP side of a site, not yet listening; tests call it by `inject`, most of them without the built pages. */
export async function buildApp(parts: Parts, options: { pages?: boolean } = {}): Promise<App> {
  const app = await createApp(parts)
  await documentRoutes(app, { version, url: parts.config.publicUrl })
  addHealthRoutes(app, parts)
  for (const module of parts.modules) await app.register(async scope => module.routes?.(scope as App, parts))
  if (options.pages) await registerPages(app, parts, { distDir: DIST })
  await app.ready()
  return app
}
