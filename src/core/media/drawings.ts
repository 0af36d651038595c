import type { Sql } from '../../kit/db.ts'
import type { Parts } from '../../kit/module.ts'
import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { encodeDrawing } from './encode.ts'
import { fileOf, mediaFolder, storagePut } from './storage.ts'

/** A picture that is drawn when it is first looked at; `kind` names one of the modules' `drawings`. */
export interface PlannedPicture { kind: string, spec: object, width: number, height: number, color: string }

/** Writes down the pictures without drawing them; the same plan gives the same id. @returns their ids, in order */
export async function planPictures(sql: Sql, now: Date, plans: PlannedPicture[]): Promise<string[]> {
  const rows = plans.map(plan => ({ id: createHash('sha256').update(JSON.stringify([plan.kind, plan.spec])).digest('hex').slice(0, 32), ...plan }))
  if (rows.length === 0) return []
  await sql.insertInto('picture').values(rows.map(({ id, width, height, color }) => ({ id, width, height, color, created_at: now }))).onConflict(c => c.doNothing()).execute()
  await sql.insertInto('picture_drawing').values(rows.map(({ id, kind, spec }) => ({ picture_id: id, kind, spec: JSON.stringify(spec) }))).onConflict(c => c.doNothing()).execute()
  return rows.map(row => row.id)
}

const underWay = new Map<string, Promise<boolean>>()

/** Whether a picture is being drawn. */
export const isDrawing = () => underWay.size > 0

/** Draws a planned picture whose files are not there yet. @returns false when there is no such plan */
export function drawPlanned(parts: Parts, id: string): Promise<boolean> {
  let drawing = underWay.get(id)
  if (!drawing) underWay.set(id, drawing = draw(parts, id).finally(() => underWay.delete(id)))
  return drawing
}

async function draw(parts: Parts, id: string): Promise<boolean> {
  const plan = await parts.db.sql.selectFrom('picture_drawing as d').innerJoin('picture as p', 'p.id', 'd.picture_id')
    .select(['d.kind', 'd.spec', 'p.width']).where('d.picture_id', '=', id).executeTakeFirst()
  const svgOf = parts.modules.find(module => plan && module.drawings?.[plan.kind])?.drawings?.[plan!.kind]
  if (!plan || !svgOf) return false
  const folder = mediaFolder(parts.config.dataDir)
  if (await exists(join(folder, fileOf(id, plan.width)))) return true // drawn by another node, or a width it does not have
  for (const variant of await encodeDrawing(svgOf(plan.spec))) await storagePut(folder, fileOf(id, variant.width), variant.data)
  return true
}

const exists = (file: string) => stat(file).then(() => true, () => false)
