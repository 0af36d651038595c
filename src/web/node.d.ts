// The one thing of Node the renderer uses. The rest stays undeclared, so that no page reaches for it.
declare module 'node:async_hooks' {
  export class AsyncLocalStorage<T> {
    run: <R>(store: T, callback: () => R) => R
    getStore: () => T | undefined
  }
}
