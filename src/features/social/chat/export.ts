import type { Sql } from '../../../kit/db.ts'
import { matchesToExport, messagesToExport, uploadsToExport } from './store-export.ts'

/** Whom somebody was matched with, and what they have written and uploaded. */
export async function chatExport(db: Sql, accountId: number): Promise<Record<string, unknown>> {
  return {
    matches: await matchesToExport(db, accountId),
    sentMessages: await messagesToExport(db, accountId),
    chatPictures: await uploadsToExport(db, accountId),
  }
}

export const chatExported = { social_match: 'matches', social_message: 'sentMessages', social_upload: 'chatPictures' }

export const chatNotExported = { social_match_member: 'how far the two of a match have read it, a row for each of them; the match itself is told under matches' }
