import { cookie, setTransport, throughNetwork } from '../web/api.ts'

// The console speaks to the same API by the same client; its paths begin with /console.
export { api, ApiError } from '../web/api.ts'
export type { ListPage } from '../web/useInfinite.ts'

/** Makes writes carry the token of the staff's session, not that of a visitor who may be signed in beside it. */
export function speakAsStaff(): void {
  setTransport((request) => {
    const token = request.method === 'GET' ? undefined : cookie('csrf_staff')
    return throughNetwork(token ? { ...request, headers: { ...request.headers, 'x-csrftoken': token } } : request)
  })
}
