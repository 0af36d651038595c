import type { QueryClient } from '@tanstack/vue-query'
import type { ShallowRef } from 'vue'
import type { Deck, PersonCard } from '../../deck/contract.ts'
import type { Match } from '../../matches/contract.ts'
import type { MySettings } from '../../profile/contract.ts'
import type { Quota, Rewound, Swiped, SwipeKind } from '../../swipes/contract.ts'
import type { Outbox, Sent } from './outbox.ts'
import { useQueryClient } from '@tanstack/vue-query'
import { computed, inject, ref, shallowRef } from 'vue'
import { api, ApiError } from '../../../../web/api.ts'
import { useBoot } from '../../../../web/boot.ts'
import { siteNow } from '../../../../web/dates.ts'
import { useSession } from '../../../../web/session.ts'
import { isSignInNeeded, signInNeededKey } from '../../../../web/signInNeeded.ts'
import { keys } from '../api.ts'
import { createOutbox } from './outbox.ts'

/** What deciding has brought about, or why it could not be done: shown over whatever page it happened on. */
export type Outcome
  = | { kind: 'match', matchId: string, person: PersonCard }
    | { kind: 'quota', of: keyof Quota, limit: number | null, resetAt: string }
    | { kind: 'members', what: 'superlike' | 'rewind' | 'city' }

/** What one person has decided on this page, until it is closed. */
interface Deciding {
  userId: string
  outbox: Outbox
  /** Cards that were decided here: none of them is shown again, unless it comes back. */
  decided: Map<string, PersonCard>
}

const LIKE_QUOTAS = { like: 'likes', superlike: 'superlikes' } as const
const EXCLUDED_MOST = 100
const BUZZ = { like: 15, match: [30, 60, 60] }

let deciding: Deciding | undefined
const unsent = ref(0)
const outcomes: ShallowRef<readonly Outcome[]> = shallowRef([])
const matchesShown = new Set<string>()

/** Deciding about people: at once on the page, in order and surely on the server (social.md §2.2, §2.5). */
export function useSwipes() {
  const boot = useBoot()
  const queryClient = useQueryClient()
  const { user } = useSession()
  const signInNeeded = inject(signInNeededKey, undefined)
  const mine = () => decidingOf(user.value?.id ?? '', queryClient, () => signInNeeded?.())

  /** False: it can't be done now, and the outcome says why. */
  function decide(card: PersonCard, kind: SwipeKind): boolean {
    const { outbox, decided } = mine()
    const obstacle = kind === 'pass' ? undefined : obstacleTo(kind, queryClient.getQueryData<Quota>(keys.quota), outbox, siteNow(boot))
    if (obstacle) {
      tell(obstacle)
      return false
    }
    decided.set(card.id, card)
    setDeck(queryClient, items => items.filter(({ id }) => id !== card.id))
    if (kind !== 'pass') buzz(queryClient, 'like')
    outbox.put({ id: card.id, kind })
    return true
  }

  /** Takes the last decision back. Undefined while it has not been sent yet; throws what the server says against it. */
  async function rewind(): Promise<Rewound | undefined> {
    const { outbox, decided } = mine()
    await outbox.flush()
    if (outbox.pending().length > 0) return undefined
    const rewound = await api<Rewound>('/social/swipes/last', { method: 'DELETE' })
    queryClient.setQueryData(keys.quota, rewound.quota)
    const { card } = rewound
    if (card) {
      decided.delete(card.id)
      setDeck(queryClient, items => [card, ...items.filter(({ id }) => id !== card.id)])
      void queryClient.invalidateQueries({ queryKey: keys.person(card.id) })
    }
    relationsChanged(queryClient)
    return rewound
  }

  /** The next cards, without those that were decided or are `shown` already. */
  async function loadDeck(shown: readonly string[] = []): Promise<Deck> {
    const { outbox, decided } = mine()
    const exclude = [...new Set([...outbox.pending().map(({ id }) => id), ...shown])].slice(-EXCLUDED_MOST)
    const deck = await api<Deck>('/social/deck', { query: { exclude: exclude.join(',') } })
    // What was decided while the answer was under way is in it still.
    return { ...deck, items: deck.items.filter(({ id }) => !decided.has(id) && !shown.includes(id)) }
  }

  return {
    decide,
    rewind,
    loadDeck,
    /** Takes somebody who was blocked out of the cards. */
    forget: (id: string) => setDeck(queryClient, items => items.filter(card => card.id !== id)),
    /** Sends what an earlier visit has left. */
    flush: () => void mine().outbox.flush(),
    unsent: computed(() => unsent.value),
    outcome: computed(() => outcomes.value[0]),
    tell,
    /** Goes on to the next outcome. */
    dismiss: () => { outcomes.value = outcomes.value.slice(1) },
    dismissAll: () => { outcomes.value = [] },
    /** Shows a match that the other side has completed. */
    showMatch: async (matchId: string) => {
      relationsChanged(queryClient)
      if (matchesShown.has(matchId)) return
      const match = await api<Match>(`/social/matches/${matchId}`)
      tellMatch(queryClient, matchId, match.person)
    },
  }
}

function tell(outcome: Outcome) {
  const [first] = outcomes.value
  if (first && first.kind === outcome.kind && outcome.kind !== 'match') return // several likes were refused for one reason
  outcomes.value = [...outcomes.value, outcome]
}

function tellMatch(queryClient: QueryClient, matchId: string, person: PersonCard) {
  if (matchesShown.has(matchId)) return
  matchesShown.add(matchId)
  buzz(queryClient, 'match')
  tell({ kind: 'match', matchId, person })
}

function decidingOf(userId: string, queryClient: QueryClient, signedOut: () => void): Deciding {
  if (deciding?.userId === userId) return deciding
  const decided = new Map<string, PersonCard>()
  const name = `linli.meet.outbox.${userId}`
  const outbox = createOutbox({
    read: () => stored(name),
    write: text => store(name, text),
    send: async ({ id, kind }) => {
      try {
        const swiped = await api<Swiped>(`/social/swipes/${id}`, { method: 'PUT', body: { kind } })
        queryClient.setQueryData(keys.quota, swiped.quota)
        if (swiped.matchId) await matched(queryClient, swiped.matchId, decided.get(id))
        return 'taken'
      } catch (error) {
        return refused(queryClient, error, { kind, card: decided.get(id), forget: () => decided.delete(id), signedOut })
      }
    },
    later: (work, ms) => { window.setTimeout(work, ms) },
    changed: (pending) => { unsent.value = pending.length },
  })
  unsent.value = outbox.pending().length
  window.addEventListener('online', () => void outbox.flush())
  outcomes.value = []
  deciding = { userId, outbox, decided }
  return deciding
}

async function matched(queryClient: QueryClient, matchId: string, person: PersonCard | undefined) {
  relationsChanged(queryClient)
  // After a reload the page no longer knows whom it was about.
  const them = person ?? (await api<Match>(`/social/matches/${matchId}`).catch(() => undefined))?.person
  if (them) tellMatch(queryClient, matchId, them)
}

interface Refused { kind: SwipeKind, card: PersonCard | undefined, forget: () => void, signedOut: () => void }

/** What a refusal means for the decision: again later, or dropped; the card comes back where the person may decide anew. */
function refused(queryClient: QueryClient, error: unknown, { kind, card, forget, signedOut }: Refused): Sent {
  if (!(error instanceof ApiError) || error.status === 0 || error.status >= 500) return {}
  if (isSignInNeeded(error)) {
    signedOut()
    return 'stop'
  }
  if (error.status === 429 && error.error !== 'social.over_quota') return { againAfterMs: (error.retryAfter ?? 5) * 1000 }
  if (error.error === 'social.over_quota') tell(quotaOutcome(error, kind === 'superlike' ? 'superlikes' : 'likes'))
  else if (error.error === 'social.members_only') tell({ kind: 'members', what: 'superlike' })
  else if (error.status !== 403) return 'refused' // gone, or decided elsewhere: nothing to tell
  else void queryClient.invalidateQueries({ queryKey: keys.profile }) // suspended, or no longer complete: the page says so
  forget()
  if (card) setDeck(queryClient, items => [card, ...items.filter(({ id }) => id !== card.id)])
  else void queryClient.invalidateQueries({ queryKey: keys.deck })
  void queryClient.invalidateQueries({ queryKey: keys.quota })
  void queryClient.invalidateQueries({ queryKey: keys.likes })
  return 'refused'
}

/** What the server says when there is no more today. */
export function quotaOutcome(error: ApiError, of: keyof Quota): Outcome {
  const { limit, resetAt } = error.details as { limit?: number, resetAt?: string }
  return { kind: 'quota', of, limit: limit ?? null, resetAt: resetAt ?? new Date().toISOString() }
}

/** Known before it is tried: those that wait to be sent count as well. */
function obstacleTo(kind: 'like' | 'superlike', quota: Quota | undefined, outbox: Outbox, now: Date): Outcome | undefined {
  const allowance = quota?.[LIKE_QUOTAS[kind]]
  if (!allowance || allowance.left === null) return undefined
  if (allowance.limit === 0) return { kind: 'members', what: 'superlike' }
  const waiting = outbox.pending().filter(pending => pending.kind === kind).length
  if (allowance.left > waiting || new Date(allowance.resetAt) <= now) return undefined
  return { kind: 'quota', of: LIKE_QUOTAS[kind], limit: allowance.limit, resetAt: allowance.resetAt }
}

function setDeck(queryClient: QueryClient, change: (items: PersonCard[]) => PersonCard[]) {
  queryClient.setQueryData<Deck>(keys.deck, deck => deck && { ...deck, items: change(deck.items) })
}

/** Who likes me and whom I am matched with may have changed. */
function relationsChanged(queryClient: QueryClient) {
  for (const queryKey of [keys.profile, keys.likes, keys.matches]) void queryClient.invalidateQueries({ queryKey })
}

function buzz(queryClient: QueryClient, what: keyof typeof BUZZ) {
  // Browsers complain about a page that shakes the phone before it was touched.
  if (queryClient.getQueryData<MySettings>(keys.settings)?.vibration && navigator.userActivation?.hasBeenActive) navigator.vibrate?.(BUZZ[what])
}

function stored(name: string): string | null {
  try {
    return localStorage.getItem(name)
  } catch {
    return memory.get(name) ?? null
  }
}

/** Private windows may refuse storage: decisions then live as long as the page. */
const memory = new Map<string, string>()

function store(name: string, text: string | null) {
  try {
    if (text === null) localStorage.removeItem(name)
    else localStorage.setItem(name, text)
  } catch {
    if (text === null) memory.delete(name)
    else memory.set(name, text)
  }
}
