import type pg from 'pg'
import { createHash } from 'node:crypto'
import { csrfTokenOf } from '../src/core/accounts/cookies.ts'
import { readSettings } from '../src/site.ts'

/** Headers of somebody who is signed in. */
export type Headers = Record<string, string>

/** Signs in so many people, who are made where they are missing, by writing sessions straight into the database. @returns the headers of each */
export async function signInMany(client: pg.Client, dataDir: string, count: number): Promise<{ accountId: number, headers: Headers }[]> {
  await client.query(`insert into account (public_id, mobile, name, terms_version, terms_accepted_at, created_at)
    select 'bench' || n, '16' || lpad(n::text, 9, '0'), '街坊' || n, 'bench', now(), now() from generate_series(1, ${count}) n on conflict do nothing`)
  return signIn(client, dataDir, `select id as account_id from account where terms_version = 'bench' order by id limit ${count}`)
}

/** Signs in the people whose `account_id` a query finds, for a day. */
export async function signIn(client: pg.Client, dataDir: string, query: string): Promise<{ accountId: number, headers: Headers }[]> {
  const config = readSettings({ LINLI_DATA: dataDir })
  const { rows } = await client.query<{ id: string, token: string }>(`with people as materialized (${query}), made as (
    insert into session (account_id, kind, secret_hash, user_agent, address, created_at, last_seen_at, ends_at)
    select id, 'browser', sha256(convert_to(public_id, 'UTF8')), '', '127.0.0.1', now(), now(), now() + interval '1 day' from account where id in (select account_id from people) on conflict do nothing)
    select id, public_id as token from account where id in (select account_id from people) order by id`)
  return rows.map(({ id, token }) => ({
    accountId: Number(id),
    headers: { 'cookie': `linli_session=${token}`, 'x-csrftoken': csrfTokenOf(config, createHash('sha256').update(token).digest()) },
  }))
}
