import type { Sql } from '../../../kit/db.ts'
import type { Fen } from '../../../kit/money.ts'
import '../tables.ts'

export interface LevelRow {
  level: number
  nameZh: string
  nameEn: string
  badge: boolean
  likesADay: number | null
  superlikesADay: number | null
  rewindsADay: number | null
  anyCity: boolean
  seesLikes: boolean
  version: number
}

export interface PlanRow { id: number, level: number, days: number, price: Fen, onSale: boolean, version: number }

const LEVEL = ['level', 'name_zh as nameZh', 'name_en as nameEn', 'badge', 'likes_a_day as likesADay', 'superlikes_a_day as superlikesADay', 'rewinds_a_day as rewindsADay', 'any_city as anyCity', 'sees_likes as seesLikes', 'version'] as const
const PLAN = ['id', 'level', 'days', 'price', 'on_sale as onSale', 'version'] as const

export const listLevels = (db: Sql): Promise<LevelRow[]> => db.selectFrom('membership_level').select(LEVEL).orderBy('level').execute()

/** By level, the shortest first. */
export const listPlans = (db: Sql): Promise<PlanRow[]> => db.selectFrom('membership_plan').select(PLAN).orderBy('level').orderBy('days').execute()

export const findPlan = (db: Sql, id: number): Promise<PlanRow | undefined> => db.selectFrom('membership_plan').select(PLAN).where('id', '=', id).executeTakeFirst()

export const findLevel = (db: Sql, level: number): Promise<LevelRow | undefined> => db.selectFrom('membership_level').select(LEVEL).where('level', '=', level).executeTakeFirst()
