/*
 * Keeps the built files, whose names change with their content, and shows a page of its own when a page is opened
 * without a network. Nothing of the API and no page is ever kept: prices and free nights are always asked for.
 */
const STORE = 'linli-files-1'
const OFFLINE = '/offline.html'
const MAX_FILES = 120

globalThis.addEventListener('install', (event) => {
  event.waitUntil(caches.open(STORE).then(store => store.add(OFFLINE)).then(() => globalThis.skipWaiting()))
})

globalThis.addEventListener('activate', (event) => {
  event.waitUntil(caches.keys()
    .then(names => Promise.all(names.filter(name => name !== STORE).map(name => caches.delete(name))))
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
