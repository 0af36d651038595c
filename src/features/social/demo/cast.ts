import type { PlainDate } from '../../../kit/dates.ts'
import type { DemoMeeter, DemoPhoto } from './people.ts'
import type { Settled } from './load.ts'
import type { DemoMatch, SwipeRow } from './store.ts'
import { seeded } from '../../../kit/draw.ts'
import { cellsOf, centreOf } from '../profile/cells.ts'
import { kilometres } from '../profile/distance.ts'
import { ageOn } from '../profile/rules.ts'
import { inventUuid } from './people.ts'
import { suitEachOther } from './relations.ts'
import { GUEST_TALK, UNREAD_TALK } from './words/talks.ts'

// The two of the documentation who meet people: the guest and the member. The host has no profile yet, so that setting one up can be tried.

const MINUTE_MS = 60_000
const HOUR_MS = 3600_000
const DAY_MS = 86_400_000
/** Whom they know lives in the same town. */
const NEAR_KM = 18

export type Part = Omit<DemoMeeter, 'mobile' | 'realName' | 'charm'>

interface Wish { seed: string, name: string, birthDate: PlainDate, about: string, tags: string[], at: { lat: number, lng: number }, daysHere: number, photos: DemoPhoto[], onRanking: boolean, today: PlainDate, now: Date }

function part({ seed, name, birthDate, about, tags, at, daysHere, photos, onRanking, today, now }: Wish): Part {
  const years = ageOn(birthDate, today)
  return {
    publicId: inventUuid(`${seed} part ${name}`),
    name,
    gender: 1,
    sex: 'female',
    birthDate,
    years,
    seeks: 2,
    about,
    tags,
    spot: { city: '340100', ...cellsOf(at) },
    scope: 'near',
    maxKm: 50,
    ageMin: 22,
    ageMax: 45,
    albumForMatches: false,
    onRanking,
    paused: false,
    photos,
    createdAt: new Date(now.getTime() - daysHere * DAY_MS),
    activeAt: new Date(now.getTime() - 20 * MINUTE_MS),
  }
}

/** Their faces are those of their accounts' avatars. */
export function inventParts(seed: string, today: PlainDate, now: Date): { guest: Part, member: Part } {
  const face = (mobile: string, settings: readonly ('plum' | 'cafe' | 'swanLake' | 'balcony' | 'library' | 'ginkgo')[]) => settings.map((setting, nth): DemoPhoto => ({ kind: 'portrait', spec: { seed: mobile, sex: 'female', age: 'young', setting, nth } }))
  return {
    guest: part({
      seed,
      name: '小满',
      birthDate: '1998-05-21',
      about: '小满那天生的，所以叫小满。在出版社做编辑，看错别字比看人准。周末骑车绕湖，或者在家煮一碗好看的面。想认识愿意把手机放下来吃饭的人。',
      tags: ['读书', '骑行', '咖啡', '做饭', '赏花', '吉他'],
      at: { lat: 31.845, lng: 117.25 },
      daysHere: 60,
      photos: [...face('13800000001', ['plum', 'cafe', 'swanLake']), { kind: 'moment', spec: { motif: 'noodles', seed: 'guest' } }, { kind: 'moment', spec: { motif: 'bicycle', seed: 'guest' } }],
      onRanking: false,
      today,
      now,
    }),
    member: part({
      seed,
      name: '清如',
      birthDate: '1994-09-12',
      about: '在美术馆做教育工作，给小朋友讲画，也听他们讲。阳台是我的植物园，二十三盆。希望第一次见面在展厅，安静，也不怕没话说。',
      tags: ['看展', '植物', '读书', '喝茶', '陶艺'],
      at: { lat: 31.82, lng: 117.225 },
      daysHere: 90,
      photos: [...face('13800000003', ['balcony', 'library', 'ginkgo']), { kind: 'moment', spec: { motif: 'pottery', seed: 'member' } }],
      onRanking: true,
      today,
      now,
    }),
  }
}

/** The picture that the guest has sent to the first of her matches. */
export const GUEST_PICTURE: DemoPhoto = { kind: 'moment', spec: { motif: 'noodles', seed: 'guest talk' } }

/** What concerns the guest and the member: whom they are matched with, who likes them, what was written. */
export function castRelations({ guest, member, people, seed, now, pictureId }: { guest: Settled, member: Settled, people: readonly Settled[], seed: string, now: Date, pictureId: string }): { swipes: SwipeRow[], matches: DemoMatch[] } {
  const random = seeded(`${seed} cast`)
  const free = random.shuffle(people.filter(one => !one.paused && one.createdAt.getTime() < now.getTime() - 20 * DAY_MS))
  const take = (me: Settled, count: number) => {
    const home = centreOf(me.spot.c5)
    const taken = free.filter(one => suitEachOther(me, one) && kilometres(home, centreOf(one.spot.c5)) < NEAR_KM).slice(0, count)
    for (const one of taken) free.splice(free.indexOf(one), 1)
    return taken
  }
  const swipes: SwipeRow[] = []
  const matches: DemoMatch[] = []
  const ago = (ms: number) => new Date(now.getTime() - ms)
  const match = (me: Settled, other: Settled, at: Date, messages: DemoMatch['messages'], unread = 0) => {
    swipes.push({ actor: me.accountId, target: other.accountId, kind: 1, at: new Date(at.getTime() - 7 * HOUR_MS) }, { actor: other.accountId, target: me.accountId, kind: 1, at })
    matches.push({ publicId: inventUuid(`${seed} match ${me.mobile} ${other.mobile}`), a: me.accountId, b: other.accountId, createdAt: at, messages, readBy: { a: messages.length - unread, b: messages.length } })
  }
  const lines = (me: Settled, other: Settled, texts: readonly string[], begin: Date, isBegun: boolean) => texts.map((text, i) => ({ by: (i % 2 === 0) === isBegun ? me.accountId : other.accountId, text, pictureId: null, at: new Date(begin.getTime() + i * 11 * MINUTE_MS) }))

  const [rider, bassist, newcomer] = take(guest, 3) as [Settled, Settled, Settled]
  const began = ago(2 * DAY_MS + 3 * HOUR_MS)
  match(guest, rider, ago(2 * DAY_MS + 4 * HOUR_MS), GUEST_TALK.map(({ by, text, minutes }) => ({
    by: by === 'me' ? guest.accountId : rider.accountId,
    ...text === 'picture' ? { text: null, pictureId } : { text, pictureId: null },
    at: new Date(began.getTime() + minutes * MINUTE_MS),
  })))
  match(guest, bassist, ago(26 * HOUR_MS), lines(guest, bassist, UNREAD_TALK, ago(50 * MINUTE_MS), false), 1)
  match(guest, newcomer, ago(70 * MINUTE_MS), [])
  for (const [i, fan] of take(guest, 9).entries()) swipes.push({ actor: fan.accountId, target: guest.accountId, kind: i < 2 ? 2 : 1, at: ago((i + 1) * 9 * HOUR_MS) })

  const [potter, walker] = take(member, 2) as [Settled, Settled]
  match(member, potter, ago(5 * DAY_MS), lines(member, potter, ['你好，看到你也做陶？', '业余的，家里的碗都是自己拉的。', '我们馆里下个月有个陶艺展，要不要来看？', '要的，周六上午可以吗？', '可以，十点，门口见。'], ago(4 * DAY_MS), true))
  match(member, walker, ago(30 * HOUR_MS), lines(member, walker, ['你阳台上那盆龟背竹养了多久？', '三年了，搬家也带着。'], ago(28 * HOUR_MS), false))
  for (const [i, fan] of take(member, 6).entries()) swipes.push({ actor: fan.accountId, target: member.accountId, kind: i < 1 ? 2 : 1, at: ago((i + 1) * 13 * HOUR_MS) })
  return { swipes, matches }
}
