import type { Ref } from 'vue'
import { ref } from 'vue'

/** `auto` follows the system. */
export type Theme = 'auto' | 'light' | 'dark'

const theme = ref<Theme>('auto')

/** The chosen theme; kept in the browser and put on before the first paint by the script in the document's head. */
export function useTheme(): { theme: Ref<Theme>, setTheme: (next: Theme) => void } {
  return { theme, setTheme }
}

/** Reads the choice; called once when the page is alive. */
export function readTheme(): void {
  const stored = stateOfStorage()
  theme.value = stored === 'light' || stored === 'dark' ? stored : 'auto'
  apply()
}

function setTheme(next: Theme): void {
  theme.value = next
  try {
    if (next === 'auto') localStorage.removeItem('theme')
    else localStorage.setItem('theme', next)
  } catch { /* private windows may refuse storage: the choice then lasts as long as the page */ }
  apply()
}

function apply(): void {
  const root = document.documentElement
  if (theme.value === 'auto') delete root.dataset.theme
  else root.dataset.theme = theme.value
}

function stateOfStorage(): string | null {
  try {
    return localStorage.getItem('theme')
  } catch {
    return null
  }
}
