import type { InjectionKey, Ref } from 'vue'
import type { CategoryNode, Zone } from './tree.ts'
import { inject } from 'vue'

export type RowAction = 'up' | 'down' | 'move' | 'add' | 'show' | 'hide' | 'remove'

/** What the rows of the tree share. */
export interface TreeState {
  unfolded: Readonly<Ref<ReadonlySet<number>>>
  toggle: (id: number) => void
  /** Below which place a name is being typed; null for the first level. */
  adding: Ref<number | null | undefined>
  /** A search is shown: places have siblings that are not seen. */
  partial: Readonly<Ref<boolean>>
  dragged: Ref<CategoryNode | undefined>
  over: Ref<{ id: number, zone: Zone } | undefined>
  drop: (over: CategoryNode, zone: Zone) => void
  open: (node: CategoryNode) => void
  act: (action: RowAction, node: CategoryNode) => void
}

export const treeKey: InjectionKey<TreeState> = Symbol('category tree')

export const useTree = (): TreeState => inject(treeKey)!
