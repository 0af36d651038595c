/** PostgreSQL cannot be started here. The message is a sentence for the operator: what is wrong and what to do. */
export class PostgresStartError extends Error {
  override name = 'PostgresStartError'
}
