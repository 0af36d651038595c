import type { NightRun } from '../rules.ts'
import type { DemoHouse } from './houses.ts'
import { commonRun } from '../rules.ts'

/** Who is where in which nights, so that no home has two guests and no guest two homes at a time. */
export class Diary {
  #taken = new Map<DemoHouse | number, NightRun[]>()

  /** Of a home, or of a guest by id. */
  isFree(whose: DemoHouse | number, run: NightRun): boolean {
    return !this.#taken.get(whose)?.some(taken => commonRun(taken, run))
  }

  take(whose: DemoHouse | number, run: NightRun): void {
    this.#taken.set(whose, [...this.#taken.get(whose) ?? [], run])
  }
}
