import type { Config } from '../../kit/config.ts'
import type { QQApp } from './qq.ts'
import { Type } from 'typebox'
import { ConfigError } from '../../kit/config.ts'

const text = (description: string) => Type.Optional(Type.String({ minLength: 1, description }))

export const oauthSettings = Type.Object({
  QQ_CLIENT_ID: text('signing in with QQ: the app id from connect.qq.com; without it a demo site has its own simulator, any other site no QQ'),
  QQ_CLIENT_SECRET: text('signing in with QQ: the app\'s key'),
  QQ_REDIRECT_URI: text('signing in with QQ: the callback as it is registered there; PUBLIC_URL/api/v1/oauth/qq/callback when left out'),
  QQ_URL: Type.String({ default: 'https://graph.qq.com', pattern: '^https?://[^/]+$', description: 'the origin of QQ\'s API, without a slash at the end' }),
})

export const CALLBACK_PATH = '/api/v1/oauth/qq/callback'

/** The app of the settings, or null when none is set. Throws a ConfigError: half an app is a mistake, not a site without QQ. */
export function qqAppOf(config: Config): QQApp | null {
  const { QQ_CLIENT_ID: clientId, QQ_CLIENT_SECRET: clientSecret, QQ_REDIRECT_URI: given, QQ_URL: baseUrl } = config.of(oauthSettings)
  if (!clientId && !clientSecret && !given) return null
  const problems: string[] = []
  if (!clientId) problems.push('QQ_CLIENT_ID is needed to sign in with QQ')
  if (!clientSecret) problems.push('QQ_CLIENT_SECRET is needed to sign in with QQ')
  const redirectUri = given ?? config.publicUrl + CALLBACK_PATH
  // The browser must come back to where it keeps the cookie it left with.
  if (redirectUri !== config.publicUrl + CALLBACK_PATH) problems.push(`QQ_REDIRECT_URI must be ${config.publicUrl}${CALLBACK_PATH}, and registered at QQ as that`)
  if (config.mode === 'production' && !baseUrl.startsWith('https:')) problems.push('QQ_URL must be an https address in production')
  if (problems.length > 0) throw new ConfigError(problems)
  return { clientId: clientId!, clientSecret: clientSecret!, redirectUri, baseUrl }
}
