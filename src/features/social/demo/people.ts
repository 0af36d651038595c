import type { Age, Sex } from '../../../core/accounts/index.ts'
import type { PlainDate } from '../../../kit/dates.ts'
import type { Random } from '../../../kit/draw.ts'
import type { GenderCode } from '../tables.ts'
import type { MomentSpec } from './pictures/moment.ts'
import type { PortraitSpec, Setting } from './pictures/portrait.ts'
import type { Spot } from './places.ts'
import type { Interest } from './words/abouts.ts'
import { createHash } from 'node:crypto'
import { addDays } from '../../../kit/dates.ts'
import { seeded } from '../../../kit/draw.ts'
import { yearsBefore } from '../profile/rules.ts'
import { SETTINGS } from './pictures/portrait.ts'
import { inventSpot } from './places.ts'
import { INTERESTS, SMALL_THINGS, WISHES, WORK } from './words/abouts.ts'
import { ANYBODY, ENGLISH, FORMS, GIVEN, MEN, SURNAMES, WOMEN } from './words/names.ts'

/** A picture of an album, as it is written down until somebody looks at it. */
export type DemoPhoto = { kind: 'portrait', spec: PortraitSpec } | { kind: 'moment', spec: MomentSpec }

/** A made-up person who meets people. */
export interface DemoMeeter {
  publicId: string
  mobile: string
  name: string
  gender: GenderCode
  sex: Sex
  birthDate: PlainDate
  years: number
  seeks: number
  about: string
  tags: string[]
  spot: Spot
  scope: 'near' | 'city' | 'anywhere'
  maxKm: number
  ageMin: number
  ageMax: number
  albumForMatches: boolean
  onRanking: boolean
  paused: boolean
  photos: DemoPhoto[]
  realName: string | null
  /** 0 to 1: how often others like them. */
  charm: number
  createdAt: Date
  activeAt: Date
}

const PEOPLE = 500
/** Phone numbers of their own: by them the site knows whom it plays itself (neighbours.ts). */
export const FIRST_MOBILE = '13900000001'
export const LAST_MOBILE = `1390000${String(PEOPLE).padStart(4, '0')}`
const HOUR_MS = 3600_000
const DAY_MS = 86_400_000

/** The same id for the same words, in the form of random ones. */
export function inventUuid(words: string): string {
  const hex = createHash('sha256').update(words).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

const ageOfFace = (years: number): Age => years < 38 ? 'young' : years < 56 ? 'middle' : 'senior'

/** Five hundred neighbours around Hefei, the same for the same seed, their days moved along with the clock. */
export function inventMeeters(seed: string, today: PlainDate, now: Date): DemoMeeter[] {
  const random = seeded(`${seed} meeters`)
  const names = new NameBook(random)
  const rest = { works: cycle(random, WORK), interests: cycle(random, INTERESTS), wishes: cycle(random, WISHES), small: cycle(random, SMALL_THINGS), settings: cycle(random, SETTINGS) }
  return Array.from({ length: PEOPLE }, (_, i): DemoMeeter => {
    const publicId = inventUuid(`${seed} meeter ${i}`)
    const lot = random.next()
    const gender: GenderCode = lot < 0.48 ? 1 : lot < 0.96 ? 2 : 4
    const sex: Sex = gender === 1 ? 'female' : gender === 2 ? 'male' : random.pick(['female', 'male'] as const)
    const years = inventAge(random)
    const interests = Array.from({ length: random.int(2, 4) }, () => rest.interests()).filter(suits(years))
    const daysHere = random.chance(0.07) ? random.between(0.3, 6) : random.between(7, 400)
    const createdAt = new Date(now.getTime() - daysHere * DAY_MS)
    const name = names.next(gender, years)
    return {
      publicId,
      mobile: `1390000${String(i + 1).padStart(4, '0')}`,
      name,
      gender,
      sex,
      birthDate: addDays(yearsBefore(today, years), -random.int(1, 360)),
      years,
      seeks: inventSeeks(random, gender),
      ...inventWords(random, rest, interests, years),
      spot: inventSpot(random),
      ...inventWishes(random, gender, years),
      albumForMatches: random.chance(0.07),
      onRanking: random.chance(0.4),
      paused: random.chance(0.02),
      photos: inventAlbum({ random, seed: publicId, sex, years, interests, settings: rest.settings }),
      realName: random.chance(0.3) ? random.pick(SURNAMES) + random.pick(GIVEN[sex]) : null,
      charm: random.between(0.1, 0.9) ** 1.3,
      createdAt,
      activeAt: new Date(Math.max(createdAt.getTime(), now.getTime() - 0.05 * HOUR_MS - random.next() ** 3 * 9 * DAY_MS)),
    }
  })
}

/** Goes through a list in ever new order, so that what stands near each other is not the same. */
function cycle<T>(random: Random, list: readonly T[]): () => T {
  let rest: T[] = []
  return () => {
    if (rest.length === 0) rest = random.shuffle(list)
    return rest.pop()!
  }
}

const suits = (years: number) => ({ from = 0 }: Interest) => years >= from

/** Most are in their late twenties and early thirties; birthdays come within the year. */
function inventAge(random: Random): number {
  const lot = random.next()
  const bands = [[0.16, 19, 24], [0.48, 25, 30], [0.7, 31, 36], [0.84, 37, 44], [0.93, 45, 52], [1, 53, 61]] as const
  const [, from, to] = bands.find(([until]) => lot < until)!
  return random.int(from, to)
}

function inventSeeks(random: Random, gender: GenderCode): number {
  if (gender === 4) return random.pick([7, 7, 5, 6])
  const lot = random.next()
  return lot < 0.88 ? 3 - gender : lot < 0.93 ? gender : 7
}

function inventWishes(random: Random, gender: GenderCode, years: number) {
  const [younger, older] = gender === 2 ? [random.int(6, 12), random.int(2, 8)] : [random.int(3, 8), random.int(5, 14)]
  return {
    scope: random.chance(0.84) ? 'near' as const : random.pick(['city', 'anywhere'] as const),
    maxKm: random.pick([20, 30, 50, 50, 80, 100]),
    ageMin: Math.max(18, years - younger),
    ageMax: years + older,
  }
}

interface Rest { works: () => typeof WORK[number], wishes: () => string, small: () => string }

function inventWords(random: Random, { works, wishes, small }: Rest, interests: readonly Interest[], years: number) {
  let work = works()
  for (let tries = 0; tries < WORK.length && (years < work.from || years > work.to); tries++) work = works()
  const lines = [
    ...random.chance(0.66) && years >= work.from && years <= work.to ? [work.says] : [],
    ...interests.slice(0, random.int(1, 2)).map(({ says }) => random.pick(says)),
    ...random.chance(0.4) ? [small()] : [],
    ...random.chance(0.68) ? [wishes()] : [],
  ]
  const further = random.shuffle(INTERESTS).filter(suits(years)).slice(0, random.int(1, 3))
  return { about: lines.join(''), tags: [...new Set([...interests, ...further].map(({ tag }) => tag))] }
}

/** Two to six photos: portraits in different places, the cover first, and some of what they like. */
function inventAlbum({ random, seed, sex, years, interests, settings }: { random: Random, seed: string, sex: Sex, years: number, interests: readonly Interest[], settings: () => Setting }): DemoPhoto[] {
  const own = interests.flatMap(({ setting }) => setting ?? [])
  const places = [...new Set([random.chance(0.3) && own[0] ? own[0] : settings(), settings(), ...random.shuffle(SETTINGS)])]
  const portraits = places.slice(0, random.pick([1, 2, 2, 3, 3, 4])).map((setting, nth): DemoPhoto => ({ kind: 'portrait', spec: { seed, sex, age: ageOfFace(years), setting, nth } }))
  const motifs = [...new Set(interests.flatMap(({ motif }) => motif ?? []))].slice(0, 2)
  const moments = motifs.map((motif): DemoPhoto => ({ kind: 'moment', spec: { motif, seed } }))
  const [cover, ...others] = portraits
  const album = [cover!, ...random.shuffle([...others, ...moments])].slice(0, 6)
  return album.length > 1 ? album : [...album, { kind: 'portrait', spec: { seed, sex, age: ageOfFace(years), setting: places[1]!, nth: 1 } }]
}

/** Gives each a name of their own. */
class NameBook {
  readonly #random: Random
  readonly #lists: Record<GenderCode, () => string | undefined>
  readonly #taken = new Set<string>()

  constructor(random: Random) {
    this.#random = random
    const draw = (...lists: (readonly string[])[]) => {
      const rest = random.shuffle(lists.flat())
      return () => rest.pop()
    }
    const anybody = draw(ANYBODY, ENGLISH)
    const own = { 1: draw(WOMEN), 2: draw(MEN) }
    const either = (gender: 1 | 2) => () => random.chance(0.55) ? own[gender]() : anybody()
    this.#lists = { 1: either(1), 2: either(2), 4: anybody }
  }

  next(gender: GenderCode, years: number): string {
    const sex = gender === 2 ? 'male' : 'female'
    const isOlder = years >= 44
    for (;;) {
      const surname = this.#random.pick(SURNAMES)
      const formed = this.#random.pick([this.#random.pick(FORMS[sex][isOlder ? 'older' : 'young']).replace('{}', surname), surname + this.#random.pick(GIVEN[sex])])
      const name = (isOlder || this.#random.chance(0.25) ? undefined : this.#lists[gender]()) ?? formed
      if (this.#taken.has(name)) continue
      this.#taken.add(name)
      return name
    }
  }
}
