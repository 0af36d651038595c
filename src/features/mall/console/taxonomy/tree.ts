import type { ConsoleCategoryItem } from '../../taxonomy/contract.ts'

const LEVELS = 3

/** A place of the tree with those below it. */
export interface CategoryNode extends ConsoleCategoryItem {
  children: CategoryNode[]
  /** Names from the first level down to its own. */
  path: string[]
}

/** The first level, from the list as the API gives it. */
export function treeOf(items: readonly ConsoleCategoryItem[]): CategoryNode[] {
  const below = new Map<number | null, ConsoleCategoryItem[]>()
  for (const item of items) below.set(item.parentId, [...below.get(item.parentId) ?? [], item])
  const nodesBelow = (id: number | null, path: string[]): CategoryNode[] => (below.get(id) ?? []).map(item => ({ ...item, path: [...path, item.name], children: nodesBelow(item.id, [...path, item.name]) }))
  return nodesBelow(null, [])
}

export const allOf = (nodes: readonly CategoryNode[]): CategoryNode[] => nodes.flatMap(node => [node, ...allOf(node.children)])

const depthOf = (node: CategoryNode): number => 1 + Math.max(0, ...node.children.map(depthOf))

/** Whether a place may hang below another, or with null on the first level: the rules of the tree, as far as they are known here. */
export function mayHang(node: CategoryNode, parent: CategoryNode | null): boolean {
  const level = (parent?.level ?? 0) + 1
  if (parent && allOf([node]).some(({ id }) => id === parent.id)) return false
  return level - 1 + depthOf(node) <= LEVELS && (level === node.level || node.productCount === 0)
}

export const mayHaveChildren = (node: CategoryNode): boolean => node.level < LEVELS

/** The branches with a name in which the words are, whole; and which of them have to be unfolded to see it. */
export function matching(nodes: readonly CategoryNode[], words: string): { nodes: CategoryNode[], unfolded: number[] } {
  const wanted = words.trim().toLowerCase()
  if (!wanted) return { nodes: [...nodes], unfolded: [] }
  const found = nodes.flatMap((node) => {
    const inside = matching(node.children, words)
    if (inside.nodes.length > 0) return [{ node: { ...node, children: inside.nodes }, unfolded: [node.id, ...inside.unfolded] }]
    return node.name.toLowerCase().includes(wanted) ? [{ node, unfolded: [] }] : []
  })
  return { nodes: found.map(({ node }) => node), unfolded: found.flatMap(({ unfolded }) => unfolded) }
}

/** Where something that is dragged would come: before, into or behind the place it is held over. */
export type Zone = 'before' | 'inside' | 'after'

/** By where on the row it is held, 0 at the top and 1 at the bottom; undefined where it may not come. */
export function zoneAt(height: number, dragged: CategoryNode, over: CategoryNode, parent: CategoryNode | null): Zone | undefined {
  if (dragged.id === over.id) return undefined
  const inside = over.id !== dragged.parentId && mayHang(dragged, over)
  const beside = mayHang(dragged, parent)
  if (inside && (!beside || (height > 0.3 && height < 0.7))) return 'inside'
  return beside ? height < 0.5 ? 'before' : 'after' : undefined
}
