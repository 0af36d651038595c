import { Buffer } from 'node:buffer'
import { envelopeText } from '../../../kit/http/envelope.ts'

/** An answer that is made once and sent many times: plain data, as a cache that several nodes share would have it. */
export interface Kept { text: string, bytes?: Buffer }

export const kept = (data: unknown): Kept => ({ text: envelopeText(data) })

/** What is sent of something kept: encoded once, and a text with Chinese in it is encoded much slower by the socket. */
export const bytesOf = (kept: Kept): Buffer => kept.bytes ??= Buffer.from(kept.text)

/** In memory already, or on its way. */
export type Soon<T> = T | Promise<T>
