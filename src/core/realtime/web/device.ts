import type { NewPushSubscription } from '../contract.ts'
import { api, ApiError, cookie } from '../../../web/api.ts'

/** Whether this device tells of news: it can't, its owner has forbidden it, or it does or doesn't. */
export type DeviceState = 'unsupported' | 'blocked' | 'off' | 'on'

/** What this browser remembers: for whom it is told, as which subscription, and of which session (by its CSRF token) the server knows. */
interface Kept { user: string, id: number, session: string | undefined }

const KEPT = 'linli-push'
/** Read by the service worker (src/web/public/sw.js), which knows neither page nor cookie. */
const SETTINGS_STORE = 'linli-settings'
const LANG_FILE = '/lang'
const INSTALL_MS = 5000

export async function deviceState(userId: string): Promise<DeviceState> {
  const registration = await registrationOf()
  if (!registration) return 'unsupported'
  if (Notification.permission === 'denied') return 'blocked'
  return readKept()?.user === userId && Notification.permission === 'granted' && await registration.pushManager.getSubscription() ? 'on' : 'off'
}

/** Asks for the permission; call it from a click only. */
export async function turnOn(userId: string): Promise<DeviceState> {
  const registration = await registrationOf()
  if (!registration) return 'unsupported'
  const permission = await Notification.requestPermission()
  if (permission !== 'granted') return permission === 'denied' ? 'blocked' : 'off'
  await register(registration, userId)
  return 'on'
}

export async function turnOff(): Promise<DeviceState> {
  const kept = readKept()
  localStorage.removeItem(KEPT)
  await (await (await registrationOf())?.pushManager.getSubscription())?.unsubscribe()
  if (kept) await api(`/realtime/push-subscriptions/${kept.id}`, { method: 'DELETE' }).catch(goneAlready)
  return 'off'
}

/**
 * After the page has opened: opens what a notification was about, and tells the server again of a device that is to be told. It
 * has forgotten it with the last session; or the site has another key by now.
 */
export function keepDevice(userId: string, open: (path: string) => void): void {
  if (!('serviceWorker' in navigator)) return
  navigator.serviceWorker.onmessage = ({ data }: MessageEvent<{ type?: string, path?: string } | undefined>) => {
    if (data?.type === 'open' && data.path) open(data.path)
  }
  void rememberLang()
  const kept = readKept()
  if (kept?.user !== userId || kept.session === cookie('csrf_token')) return
  void registrationOf().then(registration => registration && Notification.permission === 'granted' ? register(registration, userId) : undefined).catch(() => { /* the next page tries again */ })
}

async function register(registration: ServiceWorkerRegistration, userId: string): Promise<void> {
  await rememberLang()
  const { publicKey } = await api<{ publicKey: string }>('/realtime/push-key')
  const subscription = await subscribe(registration, bytesOf(publicKey))
  const { endpoint, keys } = subscription.toJSON() as NewPushSubscription
  const { id } = await api<{ id: number }>('/realtime/push-subscriptions', { body: { endpoint, keys } })
  localStorage.setItem(KEPT, JSON.stringify({ user: userId, id, session: cookie('csrf_token') } satisfies Kept))
}

/** A subscription is bound to the site's key: with another one the browser has to begin anew. */
async function subscribe({ pushManager }: ServiceWorkerRegistration, key: Uint8Array<ArrayBuffer>): Promise<PushSubscription> {
  const wish = { userVisibleOnly: true, applicationServerKey: key }
  try {
    return await pushManager.subscribe(wish)
  } catch (error) {
    const old = await pushManager.getSubscription()
    if (!old) throw error
    await old.unsubscribe()
    return pushManager.subscribe(wish)
  }
}

/** The service worker, which a first visit has still to install; undefined where there is none. */
async function registrationOf(): Promise<ServiceWorkerRegistration | undefined> {
  if (!('serviceWorker' in navigator) || !('PushManager' in window) || !('Notification' in window)) return undefined
  return Promise.race([navigator.serviceWorker.ready, new Promise<undefined>(resolve => setTimeout(resolve, INSTALL_MS, undefined))])
}

function readKept(): Kept | undefined {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? 'null') as Kept | null ?? undefined
  } catch {
    return undefined
  }
}

async function rememberLang(): Promise<void> {
  if (!('caches' in window)) return
  const store = await caches.open(SETTINGS_STORE)
  await store.put(LANG_FILE, new Response(document.documentElement.lang))
}

function goneAlready(error: unknown) {
  if (!(error instanceof ApiError) || error.status !== 404) throw error
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64url.replace(/-/g, '+').replace(/_/g, '/')), letter => letter.charCodeAt(0))
}
