import type { Review } from './contract.ts'
import type { ReviewRow } from './store.ts'
import { toPicture } from '../../../core/media/index.ts'

/** A review as visitors read it: who wants to be nobody is nobody from here on. */
export function toReview({ id, score, text, pictures, specText, name, avatar, anonymous, createdAt, answer, answeredAt }: ReviewRow): Review {
  return {
    id,
    score,
    text,
    pictures: pictures.map(picture => toPicture(picture)),
    specText,
    name: anonymous ? maskName(name) : name,
    avatar: anonymous ? null : toPicture(avatar),
    anonymous,
    createdAt: createdAt.toISOString(),
    answer: answer === null ? null : { text: answer, createdAt: answeredAt!.toISOString() },
  }
}

/** '湖边的小满' → '湖***满', '小满' → '小***': three stars whatever the length, so that it doesn't tell. */
export function maskName(name: string): string {
  const characters = [...name]
  return `${characters[0] ?? ''}***${characters.length > 2 ? characters.at(-1) : ''}`
}
