import { onUnmounted, ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { ApiError } from './api.ts'
import { refusalOf, uploadPicture } from './upload.ts'

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

/** Pictures on their way to a path of the API, one after the other; a failed one waits for another try. `added` hears each answer. */
export function useUploads<T>(path: string, added: (answer: T) => void) {
  const { t } = useI18n()
  const uploads = ref<Upload[]>([])
  let last = 0
  let running = false

  function add(files: Iterable<File>) {
    for (const file of files) {
      const refusal = refusalOf(file)
      uploads.value.push({ id: ++last, file, preview: URL.createObjectURL(file), done: 0, error: refusal && t(`shell.upload.${refusal}`), final: refusal !== undefined })
    }
    void work()
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
      const answer = await uploadPicture<T>(path, upload.file, (done) => { upload.done = done })
      remove(upload)
      added(answer)
    } catch (error) {
      upload.error = error instanceof ApiError && error.status > 0 ? error.message : t('shell.upload.failed')
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
