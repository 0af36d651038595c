// Keeps a page of the demo's tools up to date, and copies codes. Without it the pages work too, by reloading.
const REFRESH_MS = 2000
const live = document.getElementById('live')
const told = document.getElementById('told')
document.documentElement.classList.add('js')

async function refresh() {
  if (document.hidden || !getSelection().isCollapsed) return
  const answer = await fetch(location.href).catch(() => null) // the site may be restarting
  if (!answer?.ok) return
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('live')
  if (!fresh || fresh.innerHTML === live.innerHTML) return
  const focused = live.contains(document.activeElement) ? document.activeElement.dataset.copy : undefined
  live.replaceChildren(...fresh.childNodes)
  if (focused) [...live.querySelectorAll('[data-copy]')].find(button => button.dataset.copy === focused)?.focus()
}

document.addEventListener('click', async (event) => {
  const button = event.target.closest('[data-copy]')
  if (!button) return
  await navigator.clipboard.writeText(button.dataset.copy)
  told.textContent = ''
  told.textContent = told.dataset.copied
})

if (live) setInterval(refresh, REFRESH_MS)
