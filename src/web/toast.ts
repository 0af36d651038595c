import type { Ref } from 'vue'
import { readonly, ref } from 'vue'
import { messageOf } from './api.ts'

export interface Toast { id: number, text: string, tone: 'plain' | 'good' | 'bad' }

const SECONDS = { plain: 3, good: 3, bad: 5 }
const toasts = ref<Toast[]>([])
let last = 0

/** Short words about what has just happened; never the only place where an error of a form is told. */
export function useToast() {
  return { say: (text: string) => add(text, 'plain'), good: (text: string) => add(text, 'good'), bad: (error: unknown) => add(typeof error === 'string' ? error : messageOf(error), 'bad') }
}

/** What is to be seen now; for ToastHost. */
export const visibleToasts: Readonly<Ref<readonly Toast[]>> = readonly(toasts)

function add(text: string, tone: Toast['tone']) {
  if (import.meta.env.SSR) return
  const id = ++last
  toasts.value = [...toasts.value.filter(toast => toast.text !== text).slice(-2), { id, text, tone }]
  setTimeout(() => { toasts.value = toasts.value.filter(toast => toast.id !== id) }, SECONDS[tone] * 1000)
}
