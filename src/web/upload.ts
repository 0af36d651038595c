import { api, ApiError, cookie } from './api.ts'

/** The largest picture the server takes, in bytes. */
const MAX_BYTES = 10 * 1024 * 1024
export const PICTURE_TYPES = ['image/jpeg', 'image/png', 'image/webp', 'image/gif']

/** Why the server would not take a file: the end of a key of `shell.upload`. */
export function refusalOf({ type, size }: File): 'badType' | 'tooLarge' | undefined {
  if (!PICTURE_TYPES.includes(type)) return 'badType'
  return size > MAX_BYTES ? 'tooLarge' : undefined
}

/** Sends a picture (form field `image`) to a path of the API; `told` hears how much of it is there, 0–1. By XMLHttpRequest: fetch cannot tell. */
export async function uploadPicture<T>(path: string, file: File, told: (done: number) => void): Promise<T> {
  if (!cookie('csrf_token')) await api('/sessions/current')
  const form = new FormData()
  form.append('image', file)
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `/api/v1${path}`)
    request.responseType = 'json'
    request.setRequestHeader('accept', 'application/json')
    request.setRequestHeader('accept-language', document.documentElement.lang)
    request.setRequestHeader('x-csrftoken', cookie('csrf_token') ?? '')
    request.upload.onprogress = event => told(event.loaded / event.total)
    request.onload = () => request.status < 300 ? resolve(request.response.data) : reject(new ApiError(request.status, request.response ?? {}))
    request.onerror = () => reject(new ApiError(0, { error: 'web.network' }))
    request.send(form)
  })
}
