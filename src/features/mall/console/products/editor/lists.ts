/** The list without what stands there. */
export const without = <T>(list: readonly T[], at: number): T[] => list.filter((_, i) => i !== at)

/** The list with what stands at `from` put to another place. */
export function put<T>(list: readonly T[], from: number, to: number): T[] {
  const rest = without(list, from)
  return [...rest.slice(0, to), list[from]!, ...rest.slice(to)]
}
