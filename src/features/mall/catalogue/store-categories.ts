import type { PictureRow } from '../../../core/media/index.ts'
import type { Sql } from '../../../kit/db.ts'
import type { CategoryRow } from './tree.ts'
import { sql } from 'kysely'
import { pictureJson } from '../../../core/media/index.ts'
import '../tables.ts'

/** All places of the tree, hidden ones too, those on one level in the operator's order. */
export async function listCategories(db: Sql): Promise<CategoryRow[]> {
  const { rows } = await sql<CategoryRow>`
    select c.id, c.parent_id as "parentId", c.name, to_json(c.path) as path, c.visible, ${pictureJson(sql.ref('c.picture_id'))} as picture
    from category c order by c.level, c.position, c.id`.execute(db)
  return rows
}

interface BrandRow { id: number, name: string, firstLetter: string, logo: PictureRow | null }

/** All brands by first letter, # last. */
export async function listBrands(db: Sql): Promise<BrandRow[]> {
  const { rows } = await sql<BrandRow>`
    select b.id, b.name, b.first_letter as "firstLetter", ${pictureJson(sql.ref('b.logo_id'))} as logo
    from brand b order by b.first_letter = '#', b.first_letter, b.position, b.id`.execute(db)
  return rows
}

export interface AttributeRow { id: number, categoryId: number, name: string, unit: string | null, kind: 'text' | 'number' | 'bool' }

/** What lists can be filtered by: attributes of the first level first, then in the operator's order. */
export async function listFilterable(db: Sql): Promise<AttributeRow[]> {
  return db.selectFrom('attribute as a').innerJoin('category as c', 'c.id', 'a.category_id')
    .select(['a.id', 'a.category_id as categoryId', 'a.name', 'a.unit', 'a.kind']).where('a.filterable', '=', true).orderBy('c.level').orderBy('a.position').orderBy('a.id').execute()
}
