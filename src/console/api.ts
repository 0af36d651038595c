// The console speaks to the same API by the same client; its paths begin with /console.
export { api, ApiError, messageOf, newKey } from '../web/api.ts'
export type { ListPage } from '../web/useInfinite.ts'
