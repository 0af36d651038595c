import type { Ref } from 'vue'
import { onScopeDispose, ref } from 'vue'

/** True where a table would not fit: phones. */
export function useNarrow(): Readonly<Ref<boolean>> {
  const query = matchMedia('(max-width: 719px)')
  const narrow = ref(query.matches)
  const follow = () => { narrow.value = query.matches }
  query.addEventListener('change', follow)
  onScopeDispose(() => query.removeEventListener('change', follow))
  return narrow
}
