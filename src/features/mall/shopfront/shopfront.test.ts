import type { TestStaff } from '../../../../test/staff.ts'
import { Buffer } from 'node:buffer'
import { beforeAll, describe, expect, test } from 'vitest'
import { withApp } from '../../../../test/app.ts'
import { aStaff, auditOf } from '../../../../test/staff.ts'
import { aCategory, aCategoryPath } from '../mall.fixture.ts'
import { aPng, putPicture } from '../taxonomy/pictures.fixture.ts'
import { AD_SLOTS } from './slots.ts'

const site = withApp({ env: { LINLI_LIMITS: 'off' } })
let staff: TestStaff
beforeAll(async () => { staff = await aStaff(site, ['mall.marketing', 'mall.catalogue']) })

const base = 'console/mall/shopfront'
const get = async (url: string) => (await site.call('GET', `${base}/${url}`, { as: staff })).data
const send = (method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', url: string, body?: object) => site.call(method, `${base}/${url}`, { as: staff, body })
const home = async () => (await site.call('GET', 'mall/home')).data

describe('the menu of the home page', () => {
  const menu = async () => (await home()).channelGroups.map(({ name, channels }: any) => [name, channels.map(({ name }: any) => name)])
  const group = async (id: number) => (await get('channel-groups')).find((other: any) => other.id === id)
  const set = async (id: number, categoryIds: number[]) => send('PUT', `channel-groups/${id}/channels`, { categoryIds, version: (await group(id)).version })

  test('groups take first-level categories, in the order staff want, and visitors see that at once', async () => {
    const [food, clothes, toys] = [await aCategory(site, { name: '食品' }), await aCategory(site, { name: '服装' }), await aCategory(site, { name: '玩具' })]
    const { status, data: { id } } = await send('POST', 'channel-groups', { name: ' 日常 ' })
    expect([status, await menu()]).toEqual([201, []])
    await set(id, [food, clothes])
    expect(await menu()).toEqual([['日常', ['食品', '服装']]])
    await set(id, [toys, food])
    expect(await menu()).toEqual([['日常', ['玩具', '食品']]])
    const { data: { id: other } } = await send('POST', 'channel-groups', { name: '别的' })
    await set(other, [food])
    await send('PUT', 'channel-groups/order', { ids: [other, id] })
    expect(await menu()).toEqual([['别的', ['食品']], ['日常', ['玩具', '食品']]])
    await send('PATCH', `channel-groups/${other}`, { name: '改名', version: (await group(other)).version })
    expect((await menu())[0][0]).toBe('改名')
    expect((await send('DELETE', `channel-groups/${other}`)).status).toBe(200)
    expect(await menu()).toEqual([['日常', ['玩具', '食品']]])
    expect(await auditOf(site, `channels:${id}`)).toMatchObject([
      { action: 'mall.channels.set', before: { channels: ['食品', '服装'] }, after: { channels: ['玩具', '食品'] } },
      { action: 'mall.channels.set', before: { channels: [] } },
      { staffId: staff.staffId, action: 'mall.channels.add', after: { name: '日常' } },
    ])
  })

  test('what is no channel is refused: a lower level, one that is not there, one twice', async () => {
    const [first, second] = await aCategoryPath(site)
    const { data: { id } } = await send('POST', 'channel-groups', { name: '拒绝' })
    expect(await set(id, [first, second])).toMatchObject({ status: 422, error: 'mall.not_first_level', details: { field: 'categoryIds' } })
    expect(await set(id, [999_999])).toMatchObject({ status: 422, error: 'mall.category_gone' })
    expect((await set(id, [first, first])).status).toBe(400)
    expect((await group(id)).channels).toEqual([])
    expect(await send('POST', 'channel-groups', { name: '拒绝' })).toMatchObject({ status: 409, error: 'mall.name_taken' })
    expect((await send('PUT', 'channel-groups/999999/channels', { categoryIds: [first], version: 1 })).status).toBe(404)
    expect((await send('DELETE', 'channel-groups/999999')).status).toBe(404)
    expect(await send('PUT', 'channel-groups/order', { ids: [id] })).toMatchObject({ status: 409, error: 'mall.order_differs' })
  })

  test('two of the staff can’t save over each other', async () => {
    const [a, b] = [await aCategory(site), await aCategory(site)]
    const { data: { id } } = await send('POST', 'channel-groups', { name: '同时' })
    const both = await Promise.all([[a], [b]].map(categoryIds => send('PUT', `channel-groups/${id}/channels`, { categoryIds, version: 1 })))
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    expect((await group(id)).channels).toHaveLength(1)
  })

  test('of a category that becomes a channel and leaves the first level at once, one thing happens', async () => {
    for (let round = 0; round < 5; round++) {
      const [category, to] = [await aCategory(site), await aCategory(site)]
      const { data: { id } } = await send('POST', 'channel-groups', { name: `赛${round}` })
      const [set, moved] = await Promise.all([
        send('PUT', `channel-groups/${id}/channels`, { categoryIds: [category], version: 1 }),
        site.call('PUT', `console/mall/taxonomy/categories/${category}/parent`, { as: staff, body: { parentId: to, version: 1 } }),
      ])
      expect([[200, 409], [422, 200]]).toContainEqual([set.status, moved.status])
    }
  })

  test('of a category that is hidden staff see that its channel is too', async () => {
    const hidden = await aCategory(site, { name: '藏着', visible: false })
    const { data: { id } } = await send('POST', 'channel-groups', { name: '有隐藏' })
    await set(id, [hidden])
    expect([(await group(id)).channels, (await menu()).some(([name]: [string]) => name === '有隐藏')]).toEqual([[{ categoryId: hidden, name: '藏着', picture: null, visible: false }], false])
  })
})

describe('advertisements', () => {
  const AD = { slot: 'home-hero', title: '上新', target: '/mall/products?categoryId=1', startsAt: null, endsAt: null, visible: true }
  const ahead = (seconds: number) => new Date(site.clock.now().getTime() + seconds * 1000).toISOString()
  const shown = async (slot = 'home-hero') => (await home()).ads[slot].items.map(({ title }: any) => title)
  const inSlot = async (slot = 'home-hero') => (await get('ad-slots')).find(({ key }: any) => key === slot).ads
  const ad = async (id: number) => (await inSlot()).find((other: any) => other.id === id)
  const { slot: _, ...fields } = AD
  const change = async (id: number, more: object) => send('PUT', `ads/${id}`, { ...fields, version: (await ad(id)).version, ...more })
  async function anAd(more: object = {}): Promise<number> {
    const { data } = await send('POST', 'ads', { ...AD, ...more })
    await putPicture(site, `${base}/ads/${data.id}/picture`, staff, await aPng(1280, 560))
    return data.id
  }

  test('have the places that pages of the site use; of these only the name can be changed', async () => {
    const slots = await get('ad-slots')
    expect(slots.map(({ key, page, width, height }: any) => ({ key, page, width, height }))).toEqual(AD_SLOTS)
    expect((await send('PATCH', 'ad-slots/home-wide', { name: '腰带' })).status).toBe(200)
    expect((await get('ad-slots'))[1]).toMatchObject({ key: 'home-wide', name: '腰带', ads: [] })
    expect((await send('PATCH', 'ad-slots/home-wide', { name: '腰带', width: 10 })).status).toBe(400)
    expect((await send('PATCH', 'ad-slots/nowhere', { name: '无' })).status).toBe(404)
    expect((await send('POST', 'ads', { ...AD, slot: 'nowhere' })).status).toBe(404)
  })

  test('one is shown as soon as it has a picture, which is cut to its place', async () => {
    const { status, data } = await send('POST', 'ads', AD)
    expect([status, data, await shown()]).toMatchObject([201, { title: '上新', picture: null, state: 'now', version: 1 }, []])
    expect((await putPicture(site, `${base}/ads/${data.id}/picture`, staff, await aPng(900, 900))).data.picture).toMatchObject({ width: 900, height: 394 })
    expect(await shown()).toEqual(['上新'])
    expect((await putPicture(site, `${base}/ads/${data.id}/picture`, staff, await aPng(3000, 1000))).data.picture).toMatchObject({ width: 1280, height: 560 })
    expect((await putPicture(site, `${base}/ads/${data.id}/picture`, staff, Buffer.from('nothing'))).status).toBe(415)
    expect((await send('DELETE', `ads/${data.id}`)).status).toBe(200)
    expect([await shown(), (await send('DELETE', `ads/${data.id}`)).status]).toEqual([[], 404])
    expect((await auditOf(site, `ad:${data.id}`)).map(({ action }) => action)).toEqual(['mall.ad.remove', 'mall.ad.picture', 'mall.ad.picture', 'mall.ad.add'])
  })

  test('begin and end by the clock, for staff as for visitors', async () => {
    const id = await anAd({ title: '限时', startsAt: ahead(60), endsAt: ahead(120) })
    const both = async () => [(await ad(id)).state, (await shown()).includes('限时')]
    expect(await both()).toEqual(['planned', false])
    site.clock.advance(60)
    expect(await both()).toEqual(['now', true])
    site.clock.advance(60)
    expect(await both()).toEqual(['over', false])
    await change(id, { title: '限时', startsAt: null, endsAt: ahead(60) })
    expect(await both()).toEqual(['now', true])
    await change(id, { title: '限时', visible: false })
    expect(await both()).toEqual(['now', false])
    expect(await change(id, { startsAt: ahead(60), endsAt: ahead(60) })).toMatchObject({ status: 422, error: 'mall.ad_reversed', details: { field: 'endsAt' } })
    await send('DELETE', `ads/${id}`)
  })

  test('lead to pages of this site only', async () => {
    for (const target of ['https://evil.example', '//evil.example', '/\\evil.example', 'mall', '', '/a b', 'javascript:alert(1)']) expect([target, (await send('POST', 'ads', { ...AD, target })).status]).toEqual([target, 400])
    for (const target of ['/', '/mall', '/mall/products/3?x=1#a']) {
      const { status, data } = await send('POST', 'ads', { ...AD, target })
      expect([target, status]).toEqual([target, 201])
      await send('DELETE', `ads/${data.id}`)
    }
  })

  test('are put in order in their place, those that don’t run among them', async () => {
    const [a, b, c] = [await anAd({ title: '甲' }), await anAd({ title: '乙', visible: false }), await anAd({ title: '丙' })]
    expect((await send('PUT', 'ad-slots/home-hero/order', { ids: [c, b, a] })).status).toBe(200)
    expect([(await inSlot()).map(({ title }: any) => title), await shown()]).toEqual([['丙', '乙', '甲'], ['丙', '甲']])
    expect(await send('PUT', 'ad-slots/home-hero/order', { ids: [c, a] })).toMatchObject({ status: 409, error: 'mall.order_differs' })
    expect((await send('PUT', 'ad-slots/nowhere/order', { ids: [c] })).status).toBe(404)
  })

  test('two of the staff can’t save over each other', async () => {
    const id = await anAd()
    const { version } = await ad(id)
    const both = await Promise.all(['一', '二'].map(title => send('PUT', `ads/${id}`, { ...fields, title, version })))
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  })
})
