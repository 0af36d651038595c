import type { Tx } from '../../kit/db.ts'
import type { Parts } from '../../kit/module.ts'
import { demoPeople } from '../accounts/index.ts'
import { regionName } from '../regions/index.ts'
import { insertAddress, makeRoom, setDefault } from './store.ts'

const DEMO_ADDRESSES = [
  { who: 'guest', title: '公司', receiver: '林小满', mobile: '13800000001', regionCode: '340111', place: '云谷路 2588 号 邻里大厦 B 座 902' },
  { who: 'guest', title: '家', receiver: '林小满', mobile: '13800000001', regionCode: '340104', place: '望江西路 666 号 蓝鼎花园 3 栋 1201' },
  { who: 'host', title: '家', receiver: '周建国', mobile: '13800000002', regionCode: '340103', place: '阜南路 169 号 杏林小区 12 栋 401' },
] as const

/** The demo's guest and host have somewhere to send things to, the last one of each by default; its member has not yet. */
export async function loadDemo(parts: Parts, tx: Tx): Promise<void> {
  const people = await demoPeople(tx)
  for (const { who, ...address } of DEMO_ADDRESSES) {
    const accountId = people[who]
    await makeRoom(tx, accountId)
    const id = await insertAddress(tx, accountId, { ...address, region: regionName(address.regionCode, 'zh-CN')!, tel: null, email: null }, parts.clock.now())
    await setDefault(tx, accountId, id)
  }
}
