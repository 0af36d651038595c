import type { Picture } from '../../../../core/media/contract.ts'
import type { Ref } from 'vue'
import { onScopeDispose, ref } from 'vue'
import { messageOf, newUuid } from '../../../../web/api.ts'
import { uploadPicture } from '../../../../web/upload.ts'

/** A picture on its way to the server; it lives as long as the page. */
export interface Upload { clientId: string, file: File, url: string, done: number, at: string, failed?: string }

export interface Uploads {
  list: Ref<Upload[]>
  add: (file: File, at: string) => void
  retry: (clientId: string) => void
  remove: (clientId: string) => void
}

/** Uploads the pictures of one conversation; `done` gets each that has arrived. */
export function useUploads(match: string, done: (clientId: string, picture: Picture, at: string) => void): Uploads {
  const list = ref<Upload[]>([])
  const find = (clientId: string) => list.value.find(upload => upload.clientId === clientId)

  async function run(clientId: string) {
    const upload = find(clientId)!
    try {
      const picture = await uploadPicture<Picture>(`/social/matches/${match}/pictures`, upload.file, (share) => { upload.done = share })
      if (!find(clientId)) return
      done(clientId, picture, upload.at)
      remove(clientId)
    } catch (error) {
      upload.failed = messageOf(error)
    }
  }

  function remove(clientId: string) {
    const upload = find(clientId)
    if (!upload) return
    list.value = list.value.filter(one => one !== upload)
    setTimeout(() => URL.revokeObjectURL(upload.url), 5000) // the real one takes its place
  }

  onScopeDispose(() => list.value.forEach(({ url }) => URL.revokeObjectURL(url)))

  return {
    list,
    add(file, at) {
      const clientId = newUuid()
      list.value.push({ clientId, file, url: URL.createObjectURL(file), done: 0, at })
      void run(clientId)
    },
    retry(clientId) {
      const upload = find(clientId)
      if (!upload) return
      upload.failed = undefined
      upload.done = 0
      void run(clientId)
    },
    remove,
  }
}
