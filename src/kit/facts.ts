import type { Sql } from './db.ts'

declare module './db.ts' {
  interface Tables {
    site_fact: { name: string, value: string }
  }
}

/** A remembered fact of the site, e.g. when its demo was loaded; null when it is not so. */
export async function siteFact(sql: Sql, name: string): Promise<string | null> {
  return (await sql.selectFrom('site_fact').select('value').where('name', '=', name).executeTakeFirst())?.value ?? null
}

export async function rememberFact(sql: Sql, name: string, value: string): Promise<void> {
  await sql.insertInto('site_fact').values({ name, value }).onConflict(c => c.column('name').doUpdateSet({ value })).execute()
}
