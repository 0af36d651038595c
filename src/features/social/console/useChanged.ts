import { useQueryClient } from '@tanstack/vue-query'

/** After a deed of the staff everything is asked for anew: it is seldom, and touches lists, details, figures and the log. */
export function useChanged(): () => Promise<void> {
  const queryClient = useQueryClient()
  return () => queryClient.invalidateQueries()
}
