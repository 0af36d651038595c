import type { RawBuilder } from 'kysely'
import type { Sql } from '../../../kit/db.ts'
import type { FreightTemplate } from './rules.ts'
import { sql } from 'kysely'
import '../tables.ts'

/** A scalar SQL expression with a product's freight template (a product without one has the default) as JSON, or null. */
export const freightJson = (templateId: RawBuilder<unknown>) => sql<FreightTemplate | null>`(
  select json_build_object('id', f.id, 'name', f.name, 'fee', f.fee, 'freeOver', f.free_over, 'rules', f.rules) from freight_template f
  where f.id = coalesce(${templateId}, (select d.id from freight_template d where d.is_default)))`

/** How a product on the shelf is sent; undefined when there is no such product, null when it is sent free. */
export async function findFreightOf(db: Sql, productId: number): Promise<FreightTemplate | null | undefined> {
  const { rows: [row] } = await sql<{ template: FreightTemplate | null }>`
    select ${freightJson(sql.ref('p.freight_template_id'))} as template from product p where p.id = ${productId} and p.status = 'on'`.execute(db)
  return row && row.template
}
