import type { Static } from 'typebox'
import type { Config } from '../../kit/config.ts'
import { Type } from 'typebox'
import { keyedHash } from '../../kit/secrets.ts'

/** The first entry of an archive: what is in it and what is needed to read it. */
export const Manifest = Type.Object({
  format: Type.Literal(1),
  version: Type.String(),
  createdAt: Type.String(),
  secret: Type.String({ description: 'a fingerprint of the site\'s secret: without that secret sealed identities could not be opened' }),
  migrations: Type.Array(Type.Object({ module: Type.String(), name: Type.String(), checksum: Type.String() })),
  tables: Type.Array(Type.Object({ name: Type.String(), columns: Type.Array(Type.String()) })),
})
export type Manifest = Static<typeof Manifest>

export const secretFingerprint = (config: Config) => keyedHash(config, 'archive', 'fingerprint').toString('hex').slice(0, 16)

/** Something an operator can mend, told in a sentence. */
export class ArchiveError extends Error {
  override name = 'ArchiveError'
  readonly expected = true
}
