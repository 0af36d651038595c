/*
 * Keeps the built files, whose names change with their content, and shows a page of its own when a page is opened
 * without a network. Nothing of the API and no page is ever kept: prices and free nights are always asked for.
 * Shows that there is news when the site is not open; what, nobody reads on a locked screen.
 */
const STORE = 'linli-files-1'
/** What pages leave for this worker: the language of the person (src/core/realtime/web/device.ts). */
const SETTINGS = 'linli-settings'
const NEWS = {
  'zh-CN': { title: '邻里', message: '你有新消息', notice: '你有新通知' },
  'en': { title: 'Linli', message: 'You have a new message', notice: 'There is news for you' },
}
const OFFLINE = '/offline.html'
const MAX_FILES = 120

globalThis.addEventListener('install', (event) => {
  event.waitUntil(caches.open(STORE).then(store => store.add(OFFLINE)).then(() => globalThis.skipWaiting()))
})

globalThis.addEventListener('activate', (event) => {
  event.waitUntil(caches.keys()
    .then(names => Promise.all(names.filter(name => name !== STORE && name !== SETTINGS).map(name => caches.delete(name))))
    .then(() => globalThis.clients.claim()))
})

globalThis.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== location.origin) return
  if (url.pathname.startsWith('/assets/')) event.respondWith(keptFile(request))
  else if (request.mode === 'navigate') event.respondWith(fetch(request).catch(() => caches.match(OFFLINE)))
})

async function keptFile(request) {
  const store = await caches.open(STORE)
  const kept = await store.match(request)
  if (kept) return kept
  const answer = await fetch(request)
  if (answer.ok) {
    await store.put(request, answer.clone())
    const files = (await store.keys()).filter(one => !one.url.endsWith(OFFLINE))
    await Promise.all(files.slice(0, Math.max(0, files.length - MAX_FILES)).map(old => store.delete(old)))
  }
  return answer
}

globalThis.addEventListener('push', (event) => {
  event.waitUntil(showNews(event.data ? event.data.json() : {}))
})

async function showNews({ kind, path, tag }) {
  const words = NEWS[await readLang()]
  await globalThis.registration.showNotification(words.title, {
    body: kind === 'message' ? words.message : words.notice,
    tag: tag ?? 'news',
    renotify: true,
    icon: '/icon-192.png',
    badge: '/icon-192.png',
    data: { path: isOurs(path) ? path : '/inbox' },
  })
}

globalThis.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(openPage(event.notification.data.path))
})

/** In a window that is open already, without loading it anew. */
async function openPage(path) {
  const windows = await globalThis.clients.matchAll({ type: 'window', includeUncontrolled: true })
  const open = windows.find(({ url }) => !new URL(url).pathname.startsWith('/console'))
  if (!open) return globalThis.clients.openWindow(path)
  const shown = await open.focus()
  shown.postMessage({ type: 'open', path })
}

function isOurs(path) {
  return typeof path === 'string' && /^\/(?![/\\])/.test(path)
}

async function readLang() {
  const kept = await (await caches.open(SETTINGS)).match('/lang')
  const lang = kept ? await kept.text() : navigator.language
  return lang.startsWith('en') ? 'en' : 'zh-CN'
}
