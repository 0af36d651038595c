import type { Cast } from './cast.ts'
import type { Diary } from './diary.ts'
import type { DemoHouse } from './houses.ts'
import type { Stay } from './life.ts'
import { addDays, dayOf, instantOf } from '../../../kit/dates.ts'

// What the guest and the host of the documentation find when they sign in: something in every state.

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** What somebody did, in days from today; hours are of Shanghai. */
interface Tale {
  /** A word of the home's title. */
  home: string
  guest: number
  /** Check-in, and days from booking to check-in. */
  on: number
  nights: number
  guests: number
  booked: number
  note?: string
  /** Minutes from the request to the host's answer, and from there to the payment. */
  answered?: number
  paid?: number
  rejected?: string
  /** So many hours before check-in. */
  canceled?: { by: 'guest' | 'host', hoursBefore: number, reason: string }
  /** Hours after check-out. */
  review?: { after: number, rating: number, text: string, answer?: { after: number, text: string } }
}

const GUEST: Omit<Tale, 'guest'>[] = [
  { home: '天鹅湖畔高层', on: 4, nights: 2, guests: 2, booked: 7, paid: 3, note: '周末来看话剧，大概晚上八点到。' },
  { home: '中庙湖边民宿', on: 23, nights: 2, guests: 4, booked: 29, paid: 6, note: '带父母一起，想坐船上姥山岛，船票需要提前买吗？' },
  { home: '长临河古镇老宅', on: -4, nights: 2, guests: 3, booked: 9, answered: 38, paid: 12, note: '喜欢老房子，期待！' },
  {
    home: '逍遥津旁的两居室', on: -43, nights: 2, guests: 2, booked: 8, paid: 4,
    review: {
      after: 20, rating: 5, text: '窗外就是老城墙，早上真的有人在公园里唱庐剧。被子有太阳的味道，房东画的美食地图我拍照留着了，照着吃一圈没有一家踩雷。下次带爸妈来住。',
      answer: { after: 5, text: '小满你好，地图上那家锅贴换门面了，往东走五十米就是。带爸妈来提前说，我把二楼的藤椅搬上来。' },
    },
  },
  { home: '三瓜公社冬瓜村', on: -78, nights: 2, guests: 3, booked: 12, paid: 7, review: { after: 44, rating: 4, text: '听爷爷讲打铁的故事听到十点多，粮仓改的房间果然凉快。村里石子路多，穿平底鞋来。就是晚上洗澡要错开，热水一下子不够三个人用。' } },
  {
    home: '科大东区门口', on: -124, nights: 3, guests: 1, booked: 10, paid: 5,
    review: { after: 30, rating: 5, text: '来参加同学的毕业答辩，住在校门口省了很多路。桌上真的放了巧克力！房间安静，三个晚上都睡得很好。', answer: { after: 9, text: '巧克力是给所有努力的人准备的，欢迎再来科大看看。' } },
  },
  { home: '骆岗公园旁', on: -11, nights: 2, guests: 2, booked: 14, paid: 8, canceled: { by: 'guest', hoursBefore: 200, reason: '朋友临时出差，改天再约' } },
  { home: '紫蓬山脚别墅', on: -22, nights: 1, guests: 6, booked: 12, answered: 150, paid: 20, canceled: { by: 'host', hoursBefore: 76, reason: '山上的水管爆了，全院停水，实在没法接待，已全额退款' } },
  { home: '汤池温泉独院', on: -31, nights: 1, guests: 4, booked: 6, answered: 420, rejected: '那两天全院在清洗泉池，泡不了汤，怕让您扫兴，换到下周我给您留房。', note: '想带爸妈泡温泉，爸爸有点高血压，泉池温度能调吗？' },
  { home: '政务区三十二层', on: -54, nights: 1, guests: 2, booked: 3 },
]

const ON_HOST: Omit<Tale, 'guest'>[] = [
  { home: '逍遥津旁的两居室', on: -1, nights: 3, guests: 3, booked: 9, paid: 2, note: '带女儿来看逍遥津，大概下午三点到。' },
  { home: '逍遥津旁的两居室', on: 5, nights: 2, guests: 2, booked: 11, paid: 6 },
  { home: '滨湖湖景三居', on: 16, nights: 3, guests: 5, booked: 20, answered: 25, paid: 11, note: '三家人一起来，自行车可以多借两辆吗？' },
  { home: '城隍庙后巷小院', on: 20, nights: 2, guests: 4, booked: 26, answered: 64, paid: 15 },
  { home: '滨湖湖景三居', on: -5, nights: 2, guests: 4, booked: 12, answered: 12, paid: 3 },
  { home: '城隍庙后巷小院', on: -9, nights: 2, guests: 2, booked: 15, answered: 90, paid: 22, note: '我们是学建筑的，想看看木梁，可以吗？' },
  {
    home: '滨湖湖景三居', on: -19, nights: 2, guests: 4, booked: 10, answered: 18, paid: 9,
    review: { after: 26, rating: 5, text: '第二天五点起来，真的等到了日出，孩子说湖里有个咸蛋黄。自行车链条刚上过油，骑到渡江战役纪念馆来回两个小时，不累。' },
  },
  { home: '滨湖湖景三居', on: -15, nights: 2, guests: 3, booked: 9, answered: 44, paid: 7, canceled: { by: 'guest', hoursBefore: 5, reason: '孩子发烧，来不了了，抱歉' } },
  { home: '城隍庙后巷小院', on: -29, nights: 2, guests: 6, booked: 20, answered: 35, paid: 14, canceled: { by: 'guest', hoursBefore: 240, reason: '行程有变，下次再来' } },
  { home: '三河古镇临水小院', on: 7, nights: 2, guests: 2, booked: 22, paid: 5, canceled: { by: 'host', hoursBefore: 330, reason: '后院屋面漏雨，这几天要翻修，怕耽误您的行程，全额退款，实在抱歉' } },
  { home: '城隍庙后巷小院', on: -50, nights: 1, guests: 6, booked: 7, answered: 300, rejected: '院子小，二十个人的聚会接待不了，也怕吵着隔壁老人，抱歉。', note: '想在院子里办个生日会，来二十个朋友左右，可以吗？' },
  { home: '逍遥津旁的两居室', on: -70, nights: 2, guests: 2, booked: 5 },
]

/** Those that wait for somebody are told by the clock: their deadlines run. */
function waiting(cast: Cast, [first, second]: readonly [number, number], house: (word: string) => DemoHouse, now: Date): Stay[] {
  const today = dayOf(now)
  const ago = (minutes: number) => new Date(now.getTime() - minutes * MINUTE_MS)
  const nights = (on: number, count: number) => ({ checkIn: addDays(today, on), checkOut: addDays(today, on + count) })
  return [
    { house: house('城隍庙后巷小院'), guestId: cast.guest.id, ...nights(12, 2), guests: 3, bookedAt: ago(35), note: '两个大人一个孩子，想住有石榴树的院子，下午能早点入住吗？' },
    { house: house('滨湖湖景三居'), guestId: first, ...nights(8, 2), guests: 4, bookedAt: ago(95), note: '我们想看日出，请问几点起来合适？' },
    { house: house('大蜀山脚下的联排'), guestId: cast.guest.id, ...nights(9, 1), guests: 2, bookedAt: ago(160), answeredAt: now, note: '想早上爬山看日出，可以早一点喝到粥吗？' },
    { house: house('逍遥津旁的两居室'), guestId: second, ...nights(13, 2), guests: 2, bookedAt: ago(0) },
  ]
}

/** The bookings of the two; the rest of the site arranges itself around them. */
export function tellStory(cast: Cast, houses: readonly DemoHouse[], diary: Diary, now: Date): Stay[] {
  const house = (word: string) => houses.find(({ home }) => home.title.includes(word))!
  const onHost = ON_HOST.map((tale, i) => ({ ...tale, guest: cast.guests[i % cast.guests.length]!.id }))
  const others = cast.guests.slice(ON_HOST.length)
  const stays = [
    ...GUEST.map(tale => stayOf({ ...tale, guest: cast.guest.id }, house(tale.home), now)),
    ...onHost.map(tale => stayOf(tale, house(tale.home), now)),
    ...waiting(cast, [others[0]!.id, others[1]!.id], house, now),
  ]
  for (const { house, guestId, checkIn: from, checkOut: to } of stays) {
    diary.take(house, { from, to })
    diary.take(guestId, { from, to })
  }
  return stays
}

function stayOf(tale: Tale, house: DemoHouse, now: Date): Stay {
  const { guest, guests, note, answered, paid, rejected, canceled, review } = tale
  const today = dayOf(now)
  const checkIn = addDays(today, tale.on)
  const checkOut = addDays(checkIn, tale.nights)
  const after = (at: Date, ms: number) => new Date(at.getTime() + ms)
  const startsAt = instantOf(checkIn, house.terms.checkInHour)
  const endsAt = instantOf(checkOut, house.checkOutHour)
  const bookedAt = instantOf(addDays(checkIn, -tale.booked), 10 + tale.booked % 10, 7 * tale.booked % 60)
  const answeredAt = answered === undefined ? undefined : after(bookedAt, answered * MINUTE_MS)
  const reviewedAt = review && after(endsAt, review.after * HOUR_MS)
  return {
    house,
    guestId: guest,
    checkIn,
    checkOut,
    guests,
    note,
    bookedAt,
    answeredAt,
    rejected,
    paidAt: paid === undefined ? undefined : after(answeredAt ?? bookedAt, paid * MINUTE_MS),
    canceled: canceled && { by: canceled.by, at: after(startsAt, -canceled.hoursBefore * HOUR_MS), reason: canceled.reason },
    review: review && reviewedAt && {
      rating: review.rating,
      text: review.text,
      at: reviewedAt,
      answer: review.answer && { text: review.answer.text, at: after(reviewedAt, review.answer.after * HOUR_MS) },
    },
  }
}
