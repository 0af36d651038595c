const KILOMETRES = [0, 1, 2, 3, 5, 8, 10, 15, 20, 30, 40, 50, 80, 100, 150, 200, 300, 500]
const YOUNGEST = 18
const OLDEST = 100

/** The kilometres one can choose, fine where it matters; what is set already is among them. */
export const kilometreScale = (...set: number[]): number[] => [...new Set([...KILOMETRES, ...set])].sort((a, b) => a - b)

export const AGES: readonly number[] = Array.from({ length: OLDEST - YOUNGEST + 1 }, (_, i) => YOUNGEST + i)
