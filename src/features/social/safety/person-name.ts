import type { PersonNameRow } from './store-queue.ts'
import { toPicture } from '../../../core/media/index.ts'

/** Somebody as pages of the staff name them. */
export const toPersonName = ({ photo, ...who }: PersonNameRow) => ({ ...who, photo: toPicture(photo) })
