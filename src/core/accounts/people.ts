import type { Sql } from '../../kit/db.ts'
import type { PublicProfile } from './contract.ts'
import { toPicture } from '../media/index.ts'
import { findIdByPublicId, findPublic } from './accounts-store.ts'

/** What anybody may see of these people, by internal id; who is not there is left out. */
export async function publicProfiles(sql: Sql, accountIds: number[]): Promise<Map<number, PublicProfile>> {
  if (accountIds.length === 0) return new Map()
  const rows = await findPublic(sql, accountIds)
  return new Map(rows.map(row => [row.accountId, { id: row.publicId, name: row.name, avatar: toPicture(row.avatar) }]))
}

/** The internal id of the account with this public id; null when there is none or it was deleted. */
export async function accountIdOf(sql: Sql, publicId: string): Promise<number | null> {
  return await findIdByPublicId(sql, publicId) ?? null
}
