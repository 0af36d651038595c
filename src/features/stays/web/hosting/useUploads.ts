import type { HouseImage } from '../../contract.ts'
import { onUnmounted, ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { ApiError } from '../../../../web/api.ts'
import { MAX_BYTES, PICTURE_TYPES, uploadImage } from './upload.ts'

export interface Upload {
  id: number
  file: File
  /** Address of the picture in the browser's memory. */
  preview: string
  /** How much has been sent, 0–1. */
  done: number
  /** Why it was not taken. */
  error?: string
  /** Another try would not help: it is no picture, or too large. */
  final: boolean
}

/** Pictures on their way to the server, one after the other; a failed one waits for another try. */
export function useUploads(houseId: number, added: (image: HouseImage) => void) {
  const { t } = useI18n()
  const uploads = ref<Upload[]>([])
  let last = 0
  let running = false

  function add(files: Iterable<File>) {
    for (const file of files) {
      const error = refusal(file)
      uploads.value.push({ id: ++last, file, preview: URL.createObjectURL(file), done: 0, error, final: error !== undefined })
    }
    void work()
  }

  function refusal(file: File): string | undefined {
    if (!PICTURE_TYPES.includes(file.type)) return t('stays.images.badType')
    return file.size > MAX_BYTES ? t('stays.images.tooLarge') : undefined
  }

  async function work() {
    if (running) return
    running = true
    for (let next = waiting(); next; next = waiting()) await send(next)
    running = false
  }

  const waiting = () => uploads.value.find(upload => upload.error === undefined)

  async function send(upload: Upload) {
    try {
      const image = await uploadImage(houseId, upload.file, (done) => { upload.done = done })
      remove(upload)
      added(image)
    } catch (error) {
      upload.error = error instanceof ApiError && error.status > 0 ? error.message : t('stays.images.failed')
    }
  }

  function retry(upload: Upload) {
    upload.done = 0
    upload.error = undefined
    void work()
  }

  function remove(upload: Upload) {
    URL.revokeObjectURL(upload.preview)
    uploads.value = uploads.value.filter(other => other.id !== upload.id)
  }

  onUnmounted(() => uploads.value.forEach(upload => URL.revokeObjectURL(upload.preview)))
  return { uploads, add, retry, remove }
}
