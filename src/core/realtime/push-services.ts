import type { Config } from '../../kit/config.ts'
import { furtherServices } from './settings.ts'

/** Of Chrome and Edge on Android, Firefox, Edge on Windows, Safari. */
const KNOWN_HOSTS = ['fcm.googleapis.com', 'updates.push.services.mozilla.com', 'web.push.apple.com']
const KNOWN_DOMAINS = ['.notify.windows.com', '.push.apple.com']

/** Whether we would send to that address: what a client names is asked by our server, so no other machine may be named. */
export function isPushService(config: Config, endpoint: string): boolean {
  if (!URL.canParse(endpoint)) return false
  const { origin, protocol, hostname, port, username, password } = new URL(endpoint)
  if (username || password) return false
  if (furtherServices(config).includes(origin)) return true
  return protocol === 'https:' && port === '' && (KNOWN_HOSTS.includes(hostname) || KNOWN_DOMAINS.some(domain => hostname.endsWith(domain)))
}
