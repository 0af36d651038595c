import type { TestPerson } from '../../../../test/people.ts'
import type { TestStaff } from '../../../../test/staff.ts'
import type { TestOrder } from '../orders/orders.fixture.ts'
import { Buffer } from 'node:buffer'
import sharp from 'sharp'
import { beforeEach, describe, expect, test } from 'vitest'
import { withApp } from '../../../../test/app.ts'
import { aPerson } from '../../../../test/people.ts'
import { aStaff, auditOf } from '../../../../test/staff.ts'
import { aProduct } from '../mall.fixture.ts'
import { anArrivedOrder, anOrderToSend, orderOf } from '../orders/orders.fixture.ts'
import { maskName } from './review-view.ts'

const site = withApp({ env: { LINLI_LIMITS: 'off' } })
const DAY = 86_400
let staff: TestStaff
beforeEach(async () => {
  staff = await aStaff(site, ['mall.orders', 'mall.returns', 'mall.reviews'])
})

const review = (who: TestPerson, order: TestOrder, body: object, item = 0) => site.call('POST', `mall/orders/${order.no}/items/${order.itemIds[item]}/reviews`, { as: who, body })
const reviewsOf = async (productId: number, query = {}) => (await site.call('GET', `mall/products/${productId}/reviews`, { query })).data
const countsOf = (productId: number) => site.parts.db.sql.selectFrom('product').select(['review_count as count', 'score_sum as sum', 'score_tenths as tenths']).where('id', '=', productId).executeTakeFirstOrThrow()

describe('a review', () => {
  test('of each item; with the last the order is complete, and everybody reads them', async () => {
    const buyer = await aPerson(site, { name: '湖边的小满' })
    const [a, b] = [await aProduct(site, { specs: { 颜色: ['黑', '白'] } }), await aProduct(site)]
    const order = await anArrivedOrder(site, buyer, staff, { lines: [{ skuId: a.skuIds[1]!, count: 1 }, { skuId: b.skuId, count: 1 }] })
    const first = await review(buyer, order, { score: 4, text: '  很好用，推荐  ' })
    expect(first).toMatchObject({ status: 201, data: { score: 4, text: '很好用，推荐', specText: '白', name: '湖边的小满', anonymous: false, pictures: [], answer: null } })
    expect(await orderOf(site, buyer, order.no)).toMatchObject({ status: 'WAIT_COMMENT', items: [{ reviewed: true, mayReview: false }, { reviewed: false, mayReview: true }] })
    await review(buyer, order, { score: 0, text: '收到就是坏的' }, 1)
    expect(await orderOf(site, buyer, order.no)).toMatchObject({ status: 'COMPLETE', dueAt: null })
    expect(await reviewsOf(a.id)).toMatchObject({ items: [{ id: first.data.id, score: 4 }], total: 1, figures: { count: 1, average: 4, histogram: [0, 0, 0, 0, 1, 0], withPictures: 0 } })
    expect((await reviewsOf(b.id)).figures).toMatchObject({ average: 0, histogram: [1, 0, 0, 0, 0, 0] })
  })

  test('completes the order when the other item went back', async () => {
    const buyer = await aPerson(site)
    const { skuIds } = await aProduct(site, { specs: { 颜色: ['黑', '白'] } })
    const order = await anArrivedOrder(site, buyer, staff, { lines: skuIds.map(skuId => ({ skuId, count: 1 })) })
    await review(buyer, order, { score: 5, text: '很好用，推荐' })
    const { data: { no } } = await site.call('POST', `mall/orders/${order.no}/items/${order.itemIds[1]}/returns`, { as: buyer, body: { kind: 'return', quantity: 1, reason: '颜色不对' } })
    await site.call('POST', `console/mall/returns/${no}/approval`, { as: staff, body: { answer: '仓库' } })
    await site.call('POST', `console/mall/returns/${no}/receipt`, { as: staff, body: { sellable: 1 } })
    expect((await orderOf(site, buyer, order.no)).status).toBe('COMPLETE')
    expect((await review(buyer, order, { score: 5, text: '很好用，推荐' }, 1)).status).toBe(409)
  })

  test('needs five characters, a score from 0 to 5, and goods that have arrived, once, within fifteen days', async () => {
    const buyer = await aPerson(site)
    const { skuId } = await aProduct(site)
    const order = await anArrivedOrder(site, buyer, staff, { lines: [{ skuId, count: 1 }] })
    for (const text of ['很好用了', ' 很好   ', '👍👍👍']) expect(await review(buyer, order, { score: 5, text })).toMatchObject({ status: 422, error: 'mall.text_too_short', details: { field: 'text', least: 5 } })
    for (const score of [-1, 6, 4.5]) expect((await review(buyer, order, { score, text: '很好用，推荐' })).status).toBe(400)
    const early = await anOrderToSend(site, buyer, { lines: [{ skuId, count: 1 }] })
    expect(await review(buyer, early, { score: 5, text: '很好用，推荐' })).toMatchObject({ status: 409, error: 'mall.wrong_state' })
    expect((await review(await aPerson(site), order, { score: 5, text: '很好用，推荐' })).status).toBe(404)
    const answers = await Promise.all(Array.from({ length: 8 }, () => review(buyer, order, { score: 5, text: '很好用，推荐' })))
    expect(answers.map(({ status, error }) => error ?? status).sort()).toEqual([201, ...Array.from({ length: 7 }).fill('mall.reviewed')])
    const late = await anArrivedOrder(site, buyer, staff, { lines: [{ skuId, count: 1 }] })
    site.clock.advance(15 * DAY)
    expect((await review(buyer, late, { score: 5, text: '很好用，推荐' })).status).toBe(409)
  })

  test('many at once of one product are all counted', async () => {
    const { skuId, id } = await aProduct(site, { stock: 20 })
    const orders = []
    for (let i = 0; i < 12; i++) {
      const buyer = await aPerson(site)
      orders.push({ buyer, order: await anArrivedOrder(site, buyer, staff, { lines: [{ skuId, count: 1 }] }) })
    }
    await Promise.all(orders.map(({ buyer, order }, i) => review(buyer, order, { score: i % 6, text: `第 ${i} 条评价` })))
    expect(await countsOf(id)).toEqual({ count: 12, sum: 30, tenths: 25 })
    expect(await reviewsOf(id, { limit: 5, page: 2 })).toMatchObject({ total: 12, hasMore: true, page: 2, figures: { average: 2.5, histogram: [2, 2, 2, 2, 2, 2] } })
    const { items, next } = await reviewsOf(id, { limit: 7 })
    const rest = await reviewsOf(id, { limit: 7, after: next })
    expect(new Set([...items, ...rest.items].map(({ id }: any) => id)).size).toBe(12)
    expect(rest).toMatchObject({ total: null, hasMore: false, next: null })
    expect((await reviewsOf(id, { score: 3 })).items.map((item: any) => item.score)).toEqual([3, 3])
  })

  test('with pictures, one’s own; at most six', async () => {
    const buyer = await aPerson(site)
    const [one, two] = [await upload(buyer, 1), await upload(buyer, 2)]
    const { skuId, id } = await aProduct(site)
    const order = await anArrivedOrder(site, buyer, staff, { lines: [{ skuId, count: 1 }] })
    const stranger = await aPerson(site)
    const theirs = await anArrivedOrder(site, stranger, staff, { lines: [{ skuId, count: 1 }] })
    expect(await review(stranger, theirs, { score: 1, text: '用别人的图片', images: [one.id] })).toMatchObject({ status: 422, error: 'mall.unknown_picture', details: { field: 'images' } })
    expect((await review(buyer, order, { score: 5, text: '图片七张太多', images: Array.from({ length: 7 }, (_, i) => String(i).repeat(32)) })).status).toBe(400)
    expect((await review(buyer, order, { score: 5, text: '有图有真相', images: [two.id, one.id] })).data.pictures.map((picture: any) => picture.id)).toEqual([two.id, one.id])
    await review(stranger, theirs, { score: 1, text: '没有图片的评价' })
    expect(await reviewsOf(id, { withPictures: true })).toMatchObject({ total: 1, items: [{ text: '有图有真相' }], figures: { count: 2, withPictures: 1 } })
    expect((await site.call('POST', 'mall/review-images', { body: {} })).status).toBe(401)
  })

  test('by nobody: the name is masked on the server and the face is not sent', async () => {
    const buyer = await aPerson(site, { name: '欧阳娜娜' })
    const { skuId, id } = await aProduct(site)
    const order = await anArrivedOrder(site, buyer, staff, { lines: [{ skuId, count: 1 }] })
    const { data } = await review(buyer, order, { score: 3, text: '不想说我是谁', anonymous: true })
    expect(data).toMatchObject({ name: '欧***娜', avatar: null, anonymous: true })
    const answer = await site.call('GET', `mall/products/${id}/reviews`)
    expect(answer.raw.body).not.toMatch(new RegExp(`欧阳娜娜|${buyer.id}`))
    expect([maskName('小满'), maskName('李'), maskName(''), maskName('🐱猫🐶')]).toEqual(['小***', '李***', '***', '🐱***🐶'])
  })

  test('of a product that is not there is not found', async () => {
    expect((await site.call('GET', 'mall/products/999999/reviews')).status).toBe(404)
    const { id } = await aProduct(site, { status: 'draft' })
    expect((await site.call('GET', `mall/products/${id}/reviews`)).status).toBe(404)
    expect(await reviewsOf((await aProduct(site)).id)).toMatchObject({ items: [], total: 0, figures: { count: 0, average: null } })
  })
})

describe('the shop', () => {
  test('answers, and answers better; each is in the audit log', async () => {
    const buyer = await aPerson(site)
    const { skuId, id } = await aProduct(site)
    const order = await anArrivedOrder(site, buyer, staff, { lines: [{ skuId, count: 1 }] })
    const { data } = await review(buyer, order, { score: 2, text: '包装太简单了' })
    const answer = (text: string, seen: string | null) => site.call('PUT', `console/mall/reviews/${data.id}/answer`, { as: staff, body: { text, seen } })
    await answer('感谢反馈', null)
    expect((await answer('感谢反馈，已改进包装', '感谢反馈')).data).toMatchObject({ answer: { text: '感谢反馈，已改进包装' }, orderNo: order.no, buyer: { id: buyer.id } })
    expect((await reviewsOf(id)).items[0].answer.text).toBe('感谢反馈，已改进包装')
    expect(await auditOf(site, `review:${data.id}`)).toMatchObject([{ action: 'mall.answer_review', before: '感谢反馈' }, { before: null }])
    expect(await answer('我也来回复', null)).toMatchObject({ status: 409, error: 'mall.changed_meanwhile' })
    expect((await answer(' ', '感谢反馈，已改进包装')).status).toBe(400)
    expect((await site.call('GET', `console/mall/reviews/${data.id}`, { as: staff })).data).toMatchObject({ text: '包装太简单了', answer: { text: '感谢反馈，已改进包装' }, visible: true })
    expect((await site.call('GET', 'console/mall/reviews/999999', { as: staff })).status).toBe(404)
  })

  test('hides what must not be read, with a reason: it is not counted any more, and shown again it is', async () => {
    const buyer = await aPerson(site)
    const { skuId, id } = await aProduct(site)
    const order = await anArrivedOrder(site, buyer, staff, { lines: [{ skuId, count: 1 }] })
    const { data } = await review(buyer, order, { score: 1, text: '加微信领红包' })
    const turn = (visible: boolean) => site.call('PUT', `console/mall/reviews/${data.id}/visibility`, { as: staff, body: { visible, reason: '广告' } })
    await Promise.all([turn(false), turn(false), turn(false)])
    expect(await reviewsOf(id)).toMatchObject({ items: [], figures: { count: 0 } })
    expect(await countsOf(id)).toEqual({ count: 0, sum: 0, tenths: 0 })
    expect(await auditOf(site, `review:${data.id}`)).toMatchObject([{ action: 'mall.hide_review', reason: '广告' }])
    expect((await turn(true)).data.visible).toBe(true)
    expect(await countsOf(id)).toEqual({ count: 1, sum: 1, tenths: 10 })
  })

  test('finds reviews that wait for an answer, the bad ones, and those of somebody', async () => {
    const buyer = await aPerson(site)
    const { skuIds, id } = await aProduct(site, { specs: { 颜色: ['黑', '白'] } })
    const order = await anArrivedOrder(site, buyer, staff, { lines: skuIds.map(skuId => ({ skuId, count: 1 })) })
    const good = (await review(buyer, order, { score: 5, text: '物超所值，喜欢' })).data.id
    const bad = (await review(buyer, order, { score: 1, text: '与描述不符合' }, 1)).data.id
    await site.call('PUT', `console/mall/reviews/${good}/answer`, { as: staff, body: { text: '谢谢', seen: null } })
    const find = async (query: Record<string, string | number | undefined>) => (await site.call('GET', 'console/mall/reviews', { as: staff, query })).data.items.map((item: any) => item.id)
    const mine = { buyer: buyer.id }
    expect(await find(mine)).toEqual([bad, good])
    for (const query of [{ unanswered: 'true' }, { worst: 2 }, { score: 1 }, { q: '描述不符' }]) expect([query, await find({ ...mine, ...query })]).toEqual([query, [bad]])
    expect(await find({ q: order.no, productId: id, visible: 'true' })).toEqual([bad, good])
    expect(await find({ ...mine, to: '2020-01-01' })).toEqual([])
  })
})

async function upload(who: TestPerson, shade: number) {
  const image = await sharp({ create: { width: 400, height: 300, channels: 3, background: { r: shade, g: 100, b: who.accountId % 255 } } }).png().toBuffer()
  const payload = Buffer.concat([Buffer.from('--xx\r\ncontent-disposition: form-data; name="image"; filename="a.png"\r\ncontent-type: image/png\r\n\r\n'), image, Buffer.from('\r\n--xx--\r\n')])
  const { status, data } = await site.call('POST', 'mall/review-images', { as: who, payload, headers: { 'content-type': 'multipart/form-data; boundary=xx' } })
  expect(status).toBe(201)
  return data as { id: string }
}
