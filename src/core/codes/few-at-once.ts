/**
 * Lets only a few pieces of work run at once and a bounded number wait for their turn; whoever comes on top of that is
 * refused. Work that costs CPU can then not be used to hold up everything else.
 */
export function fewAtOnce(most: { running: number, waiting: number }, refusal: () => Error) {
  let free = most.running
  const waiting: (() => void)[] = []
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (free > 0) free--
    else if (waiting.length < most.waiting) await new Promise<void>((resolve) => { waiting.push(resolve) })
    else throw refusal()
    try {
      return await work()
    } finally {
      const next = waiting.shift() // takes over the place
      if (next) next()
      else free++
    }
  }
}
