import type { App } from './kit/http/app.ts'
import type { Parts } from './kit/module.ts'
import { createApp } from './kit/http/app.ts'
import { addHealthRoutes } from './kit/http/metrics.ts'
import { documentRoutes } from './kit/http/openapi.ts'
import { version } from './version.ts'

/** The whole HTTP side of a site, not yet listening; tests call it by `inject`. */
export async function buildApp(parts: Parts): Promise<App> {
  const app = await createApp(parts)
  await documentRoutes(app, { version, url: parts.config.publicUrl })
  addHealthRoutes(app, parts)
  for (const module of parts.modules) await app.register(async scope => module.routes?.(scope as App, parts))
  await app.ready()
  return app
}
