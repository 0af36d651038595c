import type { MySettings, SettingsChanges } from '../../profile/contract.ts'
import { useQueryClient } from '@tanstack/vue-query'
import { onUnmounted } from 'vue'
import { ApiError } from '../../../../web/api.ts'
import { useToast } from '../../../../web/toast.ts'
import { keys, useProfileActions } from '../api.ts'

/** A slider moved by keys changes many times a second: what comes within this time goes as one. */
const GATHER_MS = 300

/**
 * Settings that are saved as they are changed: shown at once, sent together and one after the other, and back to what the server
 * has when they are refused. `membersOnly` hears of what only members may choose.
 */
export function useSaving(membersOnly: () => void) {
  const queryClient = useQueryClient()
  const toast = useToast()
  const { changeSettings } = useProfileActions()
  let waiting: SettingsChanges = {}
  let timer: number | undefined
  let sending = false

  const show = ({ targetCity: _, ...changes }: SettingsChanges) => queryClient.setQueryData<MySettings>(keys.settings, settings => settings && { ...settings, ...changes })

  /** With `gather` more of it may come within a moment (a slider). */
  function save(changes: SettingsChanges, gather = false): void {
    waiting = { ...waiting, ...changes }
    show(changes)
    window.clearTimeout(timer)
    if (gather) timer = window.setTimeout(() => void send(), GATHER_MS)
    else void send()
  }

  async function send() {
    if (sending) return
    sending = true
    while (Object.keys(waiting).length > 0) {
      const changes = waiting
      waiting = {}
      try {
        await changeSettings(changes)
      } catch (error) {
        await queryClient.invalidateQueries({ queryKey: keys.settings })
        if (error instanceof ApiError && error.error === 'social.members_only') membersOnly()
        else toast.bad(error)
      }
      show(waiting) // what was changed meanwhile is not in the answer yet
    }
    sending = false
  }

  onUnmounted(() => {
    window.clearTimeout(timer)
    void send()
  })
  return { save }
}
