import { newUuid } from './api.ts'

/** Idempotency-Keys: the same wish keeps its own over retries; another wish gets another. */
export function attempts(): (wish: object) => string {
  let last = { wish: '', key: '' }
  return (wish) => {
    const text = JSON.stringify(wish)
    if (last.wish !== text) last = { wish: text, key: newUuid() }
    return last.key
  }
}
