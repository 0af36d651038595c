import type { App, Who } from './app.ts'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'

/** One schema documents what it validates: OpenAPI 3.1 at /api/openapi.json, browsable at /api/docs. Register before the routes. */
export async function documentRoutes(app: App, info: { version: string, url: string }) {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Linli', version: info.version, description: 'Success: `{"errno":0,"data":…}`. Failure: the fitting HTTP status and `{errno, error, message, details, requestId}`. Money is integer fen, days are YYYY-MM-DD in Asia/Shanghai, instants are UTC.' },
      servers: [{ url: info.url }],
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: 'linli_session' },
          token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
          console: { type: 'apiKey', in: 'cookie', name: 'linli_staff' },
        },
      },
    },
    refResolver: { buildLocalReference: (schema, _, __, n) => String(schema.$id ?? `schema${n}`) },
    // Pages and their files are not part of the interface.
    transform: ({ schema, url, route }) => ({ schema: { ...schema, hide: !url.startsWith('/api/v1/'), description: whoText(route.config?.who), security: signsFor(route.config?.who), tags: schema?.tags ?? [url.split('/')[3] ?? ''] } as never, url }),
  })
  app.get('/api/openapi.json', { config: { who: 'anyone' }, schema: { hide: true } as never }, async (_, reply) => reply.type('application/json').send(JSON.stringify(app.swagger())))
  await app.register(async (docs) => {
    // The browser's pages of the documentation are public files; its routes come from a plugin that knows nothing of `who`.
    docs.addHook('onRoute', (route) => { route.config = { ...route.config, who: 'anyone' } })
    await docs.register(swaggerUi, { routePrefix: '/api/docs', staticCSP: true })
  })
}

function whoText(who: Who | undefined): string {
  return typeof who === 'object' ? `For staff with \`${who.staff}\`.` : `For: ${who}.`
}

/** By which of the schemes above a caller is known. */
function signsFor(who: Who | undefined): Record<string, string[]>[] {
  if (who === 'anyone') return []
  return who === 'member' || who === 'verified' ? [{ session: [] }, { token: [] }] : [{ console: [] }]
}
