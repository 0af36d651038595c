import type { PlainDate } from '../../../kit/dates.ts'
import type { Random } from '../../../kit/draw.ts'
import type { PlannedPicture } from '../../../core/media/index.ts'
import type { CancellationPolicy } from '../contract.ts'
import type { StayTerms } from '../rules.ts'
import type { Cast, Person } from './cast.ts'
import type { DemoHome } from './homes/home.ts'
import { addDays, dayOf, daysBetween, instantOf } from '../../../kit/dates.ts'
import { seeded } from '../../../kit/draw.ts'
import { planRooms } from './home-pictures.ts'
import { homes } from './homes/homes.ts'

/** A home of the demo site with its host and its time on the site. */
export interface DemoHouse {
  home: DemoHome
  hostId: number
  terms: StayTerms
  policy: CancellationPolicy
  checkOutHour: number
  pictures: PlannedPicture[]
  createdAt: Date
  /** When staff looked at it; null: not yet. */
  reviewedAt: Date | null
}

const HOUR_MS = 3_600_000
const WINDOW_DAYS = 365
/** Days that a much loved home is on the site: long enough for everything that is told of it. */
const LOVED_DAYS = [170, 420] as const
const USUAL_DAYS = [30, 380] as const

/** All homes, in the order in which they came to the site. */
export function inventHouses(cast: Cast, seed: string, now: Date): DemoHouse[] {
  const random = seeded(`${seed} houses`)
  const today = dayOf(now)
  const hosts = hostsOf(cast)
  return homes.map((home): DemoHouse => {
    const host = hosts(home)
    const createdAt = home.fresh ? new Date(now.getTime() - random.int(5, 60) * HOUR_MS) : publishedAt(home, host, today, random)
    return {
      home,
      hostId: host.id,
      terms: termsOf(home),
      policy: home.policy ?? 'moderate',
      checkOutHour: home.hours?.[1] ?? 12,
      pictures: planRooms(home, seed),
      createdAt,
      reviewedAt: home.fresh ? null : new Date(createdAt.getTime() + random.int(2, 30) * HOUR_MS),
    }
  }).sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime())
}

/** Deals the homes out to the hosts; those that are long on the site to those who are. */
function hostsOf(cast: Cast): (home: DemoHome) => Person {
  const others = homes.filter(home => !home.ofDemoHost).sort((a, b) => Number(b.loved ?? false) - Number(a.loved ?? false))
  const hosts = new Map(others.map((home, i) => [home, cast.hosts[i % cast.hosts.length]!]))
  return home => hosts.get(home) ?? cast.host
}

function publishedAt(home: DemoHome, host: Person, today: PlainDate, random: Random): Date {
  const days = home.loved ? random.int(...LOVED_DAYS) : random.int(...USUAL_DAYS)
  const day = addDays(today, -Math.min(days, daysBetween(dayOf(host.since), today) - 2))
  return instantOf(day, random.int(8, 21), random.int(0, 59))
}

function termsOf(home: DemoHome): StayTerms {
  const [minNights, maxNights] = home.nights ?? [1, 0]
  return {
    price: home.price * 100,
    minNights,
    maxNights,
    noticeDays: home.noticeDays ?? 0,
    windowDays: home.windowDays ?? WINDOW_DAYS,
    capacity: home.sleeps,
    instant: !home.request,
    checkInHour: home.hours?.[0] ?? 14,
  }
}
