import type { DehydratedState } from '@tanstack/vue-query'
import type { Boot } from './boot.ts'
import { hydrate } from '@tanstack/vue-query'
import { createHead } from '@unhead/vue/client'
import { createWebHistory } from 'vue-router'
import { cookie } from './api.ts'
import { createLinli } from './app.ts'

interface State { boot: Boot, queries: DehydratedState }

/** Brings the server's page to life, or draws it when only its frame was sent. */
async function start() {
  const { boot, queries } = JSON.parse(document.getElementById('state')!.textContent!) as State
  // The server knows nobody. Somebody who is signed in may see what others don't, say a home of theirs that is paused.
  const ask = boot.notFound && cookie('csrf_token') !== undefined
  const { app, router, queryClient } = createLinli(ask ? { ...boot, notFound: false, rendered: false } : boot, createWebHistory())
  hydrate(queryClient, queries)
  app.use(createHead())
  reloadOnNewVersion()
  await router.isReady()
  app.mount('#app')
  registerServiceWorker()
}

/** After an update the files of the old version are gone: the next page then loads whole. */
function reloadOnNewVersion() {
  window.addEventListener('vite:preloadError', (event) => {
    const last = Number(sessionStorage.getItem('reloadedAt'))
    if (Date.now() - last < 10_000) return
    sessionStorage.setItem('reloadedAt', String(Date.now()))
    event.preventDefault()
    location.reload()
  })
}

function registerServiceWorker() {
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return
  const register = () => void navigator.serviceWorker.register('/sw.js')
  if (document.readyState === 'complete') register()
  else window.addEventListener('load', register)
}

void start()
