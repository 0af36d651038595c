import type { ComputedRef, Ref, ShallowRef } from 'vue'
import type { ChatMessage, ChatMessages } from '../../chat/contract.ts'
import type { Match } from '../../matches/contract.ts'
import type { Nudge } from '../../../../core/realtime/web/useRealtime.ts'
import type { Log } from './log.ts'
import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, onMounted, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { useRealtime } from '../../../../core/realtime/web/useRealtime.ts'
import { api, ApiError } from '../../../../web/api.ts'
import { keys } from '../api.ts'
import { lastSeqOf, withPage, withSent } from './log.ts'

const PAGE = 40
const CATCH_UP = 100
/** Of many nudges in a row the page asks once. */
const GATHER_MS = 60
/** Without a socket it asks now and then. */
const ASK_EVERY_MS = 15_000

export interface Chat {
  match: Ref<Match | undefined>
  log: Readonly<ShallowRef<Log | undefined>>
  state: ComputedRef<'loading' | 'error' | 'over' | 'done'>
  error: ComputedRef<ApiError | undefined>
  loadingOlder: Readonly<Ref<boolean>>
  connected: Readonly<Ref<boolean>>
  sync: () => void
  retry: () => void
  older: () => Promise<void>
  /** The server has taken a message of mine. */
  sent: (message: ChatMessage) => void
  /** Says that all so far has been read, if the page is before somebody's eyes. */
  read: () => void
}

/**
 * One conversation, as the server has it: asked for when the page opens, when a nudge says that there is something, when the socket or
 * the person comes back. `heard` gets what the other has written since.
 */
export function useChat(id: string, heard: (message: ChatMessage) => void): Chat {
  const queryClient = useQueryClient()
  const { onNudge, onConnected, connected } = useRealtime()
  const { data: match, error: matchError, refetch } = useQuery<Match, ApiError>({ queryKey: keys.match(id), queryFn: () => api(`/social/matches/${id}`), staleTime: 0 })
  const log = shallowRef<Log>()
  const failure = shallowRef<ApiError>()
  const over = ref(false)
  const loadingOlder = ref(false)
  const path = `/social/matches/${id}`
  let disposed = false
  let again = false
  let running: Promise<void> | undefined
  let gathering: number | undefined
  let readSent = 0

  function sync() {
    again = true
    running ??= catchUp().finally(() => { running = undefined })
  }

  const isWanted = () => again && !over.value && !disposed

  async function catchUp() {
    while (isWanted()) {
      again = false
      await fetchNewer().catch(failed)
    }
  }

  async function fetchNewer() {
    const before = log.value
    const page = await api<ChatMessages>(`${path}/messages`, { query: before ? { afterSeq: lastSeqOf(before), limit: CATCH_UP } : { limit: PAGE } })
    failure.value = undefined
    log.value = withPage(log.value, page, before ? 'newer' : 'latest')
    if (!before) return
    if (page.more) again = true
    const theirs = page.items.filter(({ mine }) => !mine)
    if (theirs.length > 0) heard(theirs.at(-1)!)
  }

  function failed(error: unknown) {
    if (!(error instanceof ApiError)) throw error
    if (error.status === 404) over.value = true
    else if (!log.value) failure.value = error // what is shown stays; the next occasion asks again
  }

  async function older() {
    const first = log.value?.items[0]?.seq
    if (loadingOlder.value || !log.value?.older || first === undefined) return
    loadingOlder.value = true
    try {
      const page = await api<ChatMessages>(`${path}/messages`, { query: { beforeSeq: first, limit: PAGE } })
      log.value = withPage(log.value, page, 'older')
    } catch (error) {
      failed(error)
    } finally {
      loadingOlder.value = false
    }
  }

  function read() {
    const seq = log.value ? lastSeqOf(log.value) : 0
    if (!log.value || over.value || document.visibilityState !== 'visible' || seq <= Math.max(log.value.readSeq, readSent)) return
    const before = readSent
    readSent = seq
    api<{ readSeq: number }>(`${path}/read`, { method: 'PUT', body: { seq } }).then(({ readSeq }) => {
      if (log.value) log.value = { ...log.value, readSeq: Math.max(log.value.readSeq, readSeq) }
      void queryClient.invalidateQueries({ queryKey: keys.matches, refetchType: 'none' })
    }, () => { readSent = before })
  }

  function soon() {
    window.clearTimeout(gathering)
    gathering = window.setTimeout(sync, GATHER_MS)
  }
  const isMine = (nudge: Nudge) => nudge.id === id
  onNudge('social.message', nudge => isMine(nudge) && soon())
  onNudge('social.read', nudge => isMine(nudge) && soon())
  onNudge('social.unmatch', (nudge) => { if (isMine(nudge)) over.value = true })
  onConnected(sync)
  const shown = () => { if (document.visibilityState === 'visible') sync() }
  onMounted(() => {
    sync()
    document.addEventListener('visibilitychange', shown)
    window.addEventListener('focus', shown)
    window.addEventListener('online', shown)
    timer = window.setInterval(() => { if (!connected.value) shown() }, ASK_EVERY_MS)
  })
  let timer: number | undefined
  onScopeDispose(() => {
    disposed = true
    window.clearTimeout(gathering)
    window.clearInterval(timer)
    document.removeEventListener('visibilitychange', shown)
    window.removeEventListener('focus', shown)
    window.removeEventListener('online', shown)
  })
  watch([matchError, over], () => {
    if (matchError.value?.status === 404) over.value = true
    if (over.value) log.value = undefined
    if (over.value) void queryClient.invalidateQueries({ queryKey: keys.matches })
  })

  const error = computed(() => failure.value ?? (match.value ? undefined : matchError.value ?? undefined))
  return {
    match,
    log,
    state: computed(() => over.value ? 'over' : log.value && match.value ? 'done' : error.value ? 'error' : 'loading'),
    error,
    loadingOlder,
    connected,
    sync,
    retry: () => {
      failure.value = undefined
      void refetch()
      sync()
    },
    older,
    sent: (message) => {
      if (log.value) log.value = withSent(log.value, message)
      if (!log.value || lastSeqOf(log.value) < message.seq) sync()
    },
    read,
  }
}
