import type pg from 'pg'
import { createHash } from 'node:crypto'
import { csrfTokenOf } from '../src/core/accounts/cookies.ts'
import { readSettings } from '../src/site.ts'

/** Headers of somebody who is signed in. */
export type Headers = Record<string, string>

/** Signs in so many people, who are made where they are missing, by writing sessions straight into the database. @returns the headers of each */
export async function signInMany(client: pg.Client, dataDir: string, count: number): Promise<{ accountId: number, headers: Headers }[]> {
  const config = readSettings({ LINLI_DATA: dataDir })
  await client.query(`insert into account (public_id, mobile, name, terms_version, terms_accepted_at, created_at)
    select 'bench' || n, '16' || lpad(n::text, 9, '0'), '街坊' || n, 'bench', now(), now() from generate_series(1, ${count}) n on conflict do nothing`)
  await client.query(`insert into session (account_id, kind, secret_hash, user_agent, address, created_at, last_seen_at, ends_at)
    select id, 'browser', sha256(convert_to(public_id, 'UTF8')), '', '127.0.0.1', now(), now(), now() + interval '1 day' from account where terms_version = 'bench' on conflict do nothing`)
  const { rows } = await client.query<{ id: string, token: string }>(`select id, public_id as token from account where terms_version = 'bench' order by id limit ${count}`)
  return rows.map(({ id, token }) => ({
    accountId: Number(id),
    headers: { 'cookie': `linli_session=${token}`, 'x-csrftoken': csrfTokenOf(config, createHash('sha256').update(token).digest()) },
  }))
}
