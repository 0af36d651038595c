import type { DemoHome } from './home.ts'
import { baohe } from './baohe.ts'
import { chaohu } from './chaohu.ts'
import { northAndEast, westAndSouth } from './counties.ts'
import { oldTown } from './old-town.ts'
import { shushan } from './shushan.ts'

/** The homes of the demo site. */
export const homes: readonly DemoHome[] = [...oldTown, ...shushan, ...baohe, ...northAndEast, ...westAndSouth, ...chaohu]
