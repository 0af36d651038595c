import type { Random } from '../../../kit/draw.ts'
import type { DemoHome } from './homes/home.ts'
import type { DemoReview, Topic } from './words/reviews.ts'
import { EVERYWHERE } from './homes/home.ts'
import { reviews } from './words/reviews.ts'

function topicsOf({ area, kind, look }: DemoHome): Set<Topic> {
  const inTown = area.endsWith('区')
  const topics = new Set<Topic>()
  if (inTown && (kind === 'apartment' || kind === 'loft')) topics.add('city')
  if (kind === 'lane') topics.add('lane')
  if (kind === 'farmhouse') topics.add('farm').add('country')
  if (kind === 'villa' && !inTown) topics.add('country')
  if (look?.view === 'lake' || look?.view === 'skyline') topics.add(look.view)
  return topics
}

/** Whether somebody could have written this of that home. Those that are much loved get no bad words. */
function fits({ rating, about, has, shows, people = 1 }: DemoReview, home: DemoHome, topics: ReadonlySet<Topic>): boolean {
  return (!about || topics.has(about))
    && (!has || EVERYWHERE.includes(has) || home.also.includes(has))
    && (!shows || home.scenes.includes(shows))
    && people <= home.sleeps
    && !(home.loved && rating <= 3)
}

/** Hands out what guests write of their stays, each text once; undefined when nothing that fits is left. */
export function critics(random: Random): (home: DemoHome) => DemoReview | undefined {
  const left = random.shuffle(reviews)
  return (home) => {
    const topics = topicsOf(home)
    // What was written of this kind of home says more than what could be said of any.
    const special = random.chance(0.7) ? left.findIndex(review => review.about && fits(review, home, topics)) : -1
    const at = special >= 0 ? special : left.findIndex(review => fits(review, home, topics))
    return at >= 0 ? left.splice(at, 1)[0] : undefined
  }
}
