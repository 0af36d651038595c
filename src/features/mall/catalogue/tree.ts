import type { PictureRow } from '../../../core/media/index.ts'
import type { Category, CategoryName } from './contract.ts'
import { toPicture } from '../../../core/media/index.ts'

export interface CategoryRow {
  id: number
  parentId: number | null
  name: string
  /** Ids from the first level down to its own. */
  path: number[]
  visible: boolean
  picture: PictureRow | null
}

/** A place in the tree, whether or not it is shown. */
export interface CategoryNode {
  id: number
  name: string
  path: CategoryName[]
  /** Ids of the next level, in the operator's order. */
  children: number[]
  /** Ids of the third level at or below it: where the goods hang. */
  leaves: number[]
}

/** The tree as visitors see it: what is below a hidden place is hidden too. */
export function treeOf(rows: readonly CategoryRow[]): Category[] {
  const shown = Map.groupBy(rows.filter(({ visible }) => visible), ({ parentId }) => parentId)
  const below = <T>(id: number | null, of: (row: CategoryRow) => T) => (shown.get(id) ?? []).map(of)
  const named = ({ id, name, picture }: CategoryRow) => ({ id, name, picture: toPicture(picture) })
  return below(null, first => ({ ...named(first), children: below(first.id, second => ({ ...named(second), children: below(second.id, named) })) }))
}

export function nodesOf(rows: readonly CategoryRow[]): Record<number, CategoryNode> {
  const names = new Map(rows.map(({ id, name }) => [id, name]))
  const nodes: Record<number, CategoryNode> = {}
  for (const { id, name, path } of rows) nodes[id] = { id, name, path: path.map(on => ({ id: on, name: names.get(on)! })), children: [], leaves: [] }
  for (const { id, parentId, path } of rows) {
    if (parentId !== null) nodes[parentId]!.children.push(id)
    if (path.length === LEVELS) for (const on of path) nodes[on]!.leaves.push(id)
  }
  return nodes
}

const LEVELS = 3
