import { createHash } from 'node:crypto'
import pg from 'pg'

/** More statements than this are not worth a plan each, kept on every connection; nor is one that is longer than this. */
const MAX_NAMED = 400
const MAX_NAMED_LENGTH = 10_000

/**
 * Makes parameterised statements prepared ones from their second use on, so that hot queries are parsed and planned once
 * per connection.
 */
export function prepareStatements(client: pg.PoolClient) {
  const query = client.query.bind(client) as (...args: unknown[]) => Promise<pg.QueryResult>
  const names = new Map<string, string>()
  const usedOnce = new Set<string>()
  let generation = 0

  function nameOf(text: string): string | undefined {
    const name = names.get(text)
    if (name || names.size >= MAX_NAMED || text.length > MAX_NAMED_LENGTH) return name
    if (usedOnce.delete(text)) {
      names.set(text, `${generation}.${createHash('sha1').update(text).digest('base64url')}`)
      return names.get(text)
    }
    if (usedOnce.size >= MAX_NAMED) usedOnce.clear()
    usedOnce.add(text)
  }

  /** A migration has changed what the statement answers: it is prepared anew. Inside a transaction that has to be begun anew, too. */
  function prepareAnew(text: string, values: unknown[], inTransaction: boolean, error: unknown) {
    if (!isStalePlan(error)) throw error
    names.clear()
    generation++
    if (inTransaction) throw error
    return query(text, values)
  }

  client.query = ((...args: unknown[]) => {
    const [text, values] = args
    if (typeof text !== 'string' || !Array.isArray(values) || values.length === 0 || args.length !== 2) return query(...args)
    const name = nameOf(text)
    if (!name) return query(text, values)
    const inTransaction = client.getTransactionStatus() === 'T'
    return query({ name, text, values }).catch(error => prepareAnew(text, values, inTransaction, error))
  }) as typeof client.query
}

/** "Cached plan must not change result type", in whatever language. */
export const isStalePlan = (error: unknown) => error instanceof pg.DatabaseError && error.code === '0A000' && error.routine === 'RevalidateCachedQuery'
