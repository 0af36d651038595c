import type { QueryClient } from '@tanstack/vue-query'
import type { MaybeRefOrGetter } from 'vue'
import type { ApiError } from '../../../web/api.ts'
import type { ListPage } from '../../../web/useInfinite.ts'
import type { Audience, AudienceQuery, Person } from '../deck/contract.ts'
import type { MatchList } from '../matches/contract.ts'
import type { MyPhoto, MyProfile, MySettings, Place, Placed, ProfileChanges, SettingsChanges } from '../profile/contract.ts'
import type { Fans, Quota } from '../swipes/contract.ts'
import type { Static } from 'typebox'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, toValue } from 'vue'
import { api } from '../../../web/api.ts'
import { useInfinite } from '../../../web/useInfinite.ts'

const FANS_PAGE = 20
const NEW_MATCHES = 8

export type Gender = MySettings['seeks'][number]

/** Names of what is loaded, for finding it again after a change. */
export const keys = {
  profile: ['social', 'profile'] as const,
  settings: ['social', 'settings'] as const,
  quota: ['social', 'quota'] as const,
  deck: ['social', 'deck'] as const,
  likes: ['social', 'likes'] as const,
  matches: ['social', 'matches'] as const,
  match: (id: string) => ['social', 'match', id] as const,
  person: (id: string) => ['social', 'person', id] as const,
}

export const useProfile = () => useQuery<MyProfile, ApiError>({ queryKey: keys.profile, queryFn: () => api('/social/profile') })
export const useSettings = () => useQuery<MySettings, ApiError>({ queryKey: keys.settings, queryFn: () => api('/social/settings') })
export const useQuota = () => useQuery<Quota, ApiError>({ queryKey: keys.quota, queryFn: () => api('/social/quota') })

/** A page of those who like me, with their number and what little is told to those who may not see them. */
export type FansPage = ListPage<Fans['items'][number]> & Pick<Fans, 'count' | 'blurred'>

export function useFans() {
  return useInfinite<Fans['items'][number], FansPage>(() => keys.likes, async (at) => {
    const { next, ...fans } = await api<Fans>('/social/likes', { query: { after: 'after' in at ? at.after : undefined, limit: FANS_PAGE } })
    return { ...fans, next, page: 1, limit: FANS_PAGE, total: fans.count, hasMore: next !== null }
  }, { server: false })
}

/** The matches in which nobody has written yet. */
export const useNewMatches = () => useQuery<MatchList, ApiError>({ queryKey: [...keys.matches, 'new', NEW_MATCHES], queryFn: () => api('/social/matches', { query: { kind: 'new', limit: NEW_MATCHES } }) })

export const usePerson = (id: string) => useQuery<Person, ApiError>({ queryKey: keys.person(id), queryFn: () => api(`/social/people/${id}`), staleTime: 0 })

/** How many people such settings would find. */
export function useAudience(query: MaybeRefOrGetter<AudienceQuery>, enabled: MaybeRefOrGetter<boolean>) {
  return useQuery<Static<typeof Audience>, ApiError>({
    queryKey: computed(() => ['social', 'audience', toValue(query)]),
    queryFn: ({ signal }) => api('/social/deck/audience', { query: { ...toValue(query) }, signal }),
    placeholderData: keepPreviousData,
    enabled: computed(() => toValue(enabled)),
  })
}

/** What one changes about oneself; each leaves everything that shows it up to date. */
export function useProfileActions() {
  const queryClient = useQueryClient()
  return {
    change: async (changes: ProfileChanges) => {
      const profile = await api<MyProfile>('/social/profile', { method: 'PATCH', body: changes })
      queryClient.setQueryData(keys.profile, profile)
      deckChanged(queryClient)
      return profile
    },
    changeSettings: async (changes: SettingsChanges) => {
      const settings = await api<MySettings>('/social/settings', { method: 'PATCH', body: changes })
      queryClient.setQueryData(keys.settings, settings)
      if (changes.paused !== undefined) void queryClient.invalidateQueries({ queryKey: keys.profile })
      deckChanged(queryClient)
      return settings
    },
    place: async (place: Place) => {
      const placed = await api<Placed>('/social/location', { method: 'PUT', body: place })
      await queryClient.invalidateQueries({ queryKey: keys.profile })
      deckChanged(queryClient)
      return placed
    },
    removePhoto: async (id: number) => photosChanged(queryClient, await api<MyPhotos>(`/social/photos/${id}`, { method: 'DELETE' })),
    sortPhotos: async (ids: number[]) => photosChanged(queryClient, await api<MyPhotos>('/social/photos/order', { method: 'PUT', body: { ids } })),
    photosChanged: () => queryClient.invalidateQueries({ queryKey: keys.profile }),
  }
}

interface MyPhotos { photos: MyPhoto[] }

/** Whom one sees depends on it: the cards are asked for anew when they are next looked at. */
function deckChanged(queryClient: QueryClient) {
  void queryClient.invalidateQueries({ queryKey: keys.deck })
}

async function photosChanged(queryClient: QueryClient, { photos }: MyPhotos) {
  queryClient.setQueryData<MyProfile>(keys.profile, profile => profile && { ...profile, photos })
  await queryClient.invalidateQueries({ queryKey: keys.profile })
}
