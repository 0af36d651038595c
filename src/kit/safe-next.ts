/**
 * The path to go on to after signing in. Only paths of this site: `//evil.example`, `/\evil.example` and full
 * addresses become the start page.
 */
export function safeNext(next: unknown): string {
  if (typeof next !== 'string' || !/^\/(?![/\\])/.test(next)) return '/'
  try {
    const url = new URL(next, 'http://site.invalid')
    return url.host === 'site.invalid' ? url.pathname + url.search + url.hash : '/'
  } catch {
    return '/'
  }
}
