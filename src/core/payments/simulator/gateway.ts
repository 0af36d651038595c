import type { Parts } from '../../../kit/module.ts'
import type { Params } from './protocol.ts'
import type { Trade } from './store.ts'
import { parseYuan, yuanText } from '../../../kit/money.ts'
import { shanghaiTime } from '../alipay.ts'
import { APP_ID, simulatorKeys } from './keys.ts'
import { addNotice } from './notices.ts'
import { answerText, isMerchants } from './protocol.ts'
import { closeExpired, closeTrade, findRefundAmount, findTrade, insertRefund, lockTrade } from './store.ts'

const refusal = (subCode: string, subMsg: string) => ({ code: '40004', msg: 'Business Failed', sub_code: subCode, sub_msg: subMsg })
const invalid = (subCode: string, subMsg: string) => ({ code: '40002', msg: 'Invalid Arguments', sub_code: subCode, sub_msg: subMsg })
const success = (fields: object) => ({ code: '10000', msg: 'Success', ...fields })
const NOT_THERE = refusal('ACQ.TRADE_NOT_EXIST', '交易不存在')
const WRONG_STATE = refusal('ACQ.TRADE_STATUS_ERROR', '交易状态不合法')

type Method = (parts: Parts, biz: Params) => Promise<object>

const methods: Record<string, Method> = {
  'alipay.trade.query': async (parts, biz) => {
    const trade = await currentTrade(parts, biz.out_trade_no ?? '')
    if (!trade) return NOT_THERE
    return success({
      buyer_logon_id: '159****5620',
      ...namesOf(trade),
      trade_status: trade.status,
      total_amount: yuanText(trade.amount),
      ...(trade.paidAt ? { buyer_pay_amount: yuanText(trade.amount), receipt_amount: yuanText(trade.amount), send_pay_date: shanghaiTime(trade.paidAt) } : {}),
    })
  },

  'alipay.trade.close': async (parts, biz) => {
    const trade = await currentTrade(parts, biz.out_trade_no ?? '')
    if (!trade) return NOT_THERE
    return await closeTrade(parts.db.sql, trade.outTradeNo) ? success(namesOf(trade)) : WRONG_STATE
  },

  'alipay.trade.refund': (parts, biz) => parts.db.tx(async (tx) => {
    const trade = await lockTrade(tx, biz.out_trade_no ?? '')
    const amount = parseYuan(biz.refund_amount ?? '')
    const outRequestNo = biz.out_request_no ?? ''
    if (!trade) return NOT_THERE
    if (!amount || !outRequestNo) return refusal('ACQ.INVALID_PARAMETER', '参数无效')
    const known = await findRefundAmount(tx, trade.outTradeNo, outRequestNo)
    const fields = (now: Trade, change: 'Y' | 'N') => success({ ...namesOf(now), buyer_logon_id: '159****5620', fund_change: change, refund_fee: yuanText(now.refunded) })
    if (known !== undefined) return known === amount ? fields(trade, 'N') : refusal('ACQ.DISCORDANT_REPEAT_REQUEST', '请求信息不一致')
    if (trade.status !== 'TRADE_SUCCESS') return WRONG_STATE
    if (trade.refunded + amount > trade.amount) return refusal('ACQ.REASON_TRADE_REFUND_FEE_ERR', '退款金额无效')
    const now = parts.clock.now()
    const after = await insertRefund(tx, { outTradeNo: trade.outTradeNo, outRequestNo, amount, now })
    await addNotice(tx, after, now, { gmt_refund: shanghaiTime(now), refund_fee: yuanText(after.refunded), out_biz_no: outRequestNo })
    return fields(after, 'Y')
  }),

  'alipay.trade.fastpay.refund.query': async (parts, biz) => {
    const trade = await findTrade(parts.db.sql, biz.out_trade_no ?? '')
    if (!trade) return NOT_THERE
    const amount = await findRefundAmount(parts.db.sql, trade.outTradeNo, biz.out_request_no ?? '')
    // Alipay says success to the question, and nothing of a refund it doesn't know.
    if (amount === undefined) return success({})
    return success({ ...namesOf(trade), out_request_no: biz.out_request_no, total_amount: yuanText(trade.amount), refund_amount: yuanText(amount), refund_status: 'REFUND_SUCCESS' })
  },
}

const namesOf = (trade: Trade) => ({ out_trade_no: trade.outTradeNo, trade_no: trade.tradeNo })

/** The trade as it is now: one whose time is over has closed itself. */
export async function currentTrade(parts: Parts, outTradeNo: string): Promise<Trade | undefined> {
  await closeExpired(parts.db.sql, outTradeNo, parts.clock.now())
  return findTrade(parts.db.sql, outTradeNo)
}

/** What is wrong with a request before its method is looked at, in Alipay's words; null when it is the merchant's. */
export function refusalOf(parts: Parts, params: Params): { code: string, sub_code: string, sub_msg: string } | null {
  if (params.app_id !== APP_ID) return invalid('isv.invalid-app-id', '无效的AppID参数')
  if (!isMerchants(params, simulatorKeys(parts.config).merchantPublic)) return invalid('isv.invalid-signature', '验签出错，建议检查签名字符串或签名私钥与应用公钥是否匹配')
  if (params.charset !== 'utf-8' || params.version !== '1.0' || !params.timestamp) return invalid('isv.invalid-parameter', '公共参数无效')
  return null
}

/** `biz_content` of a request, its values as text; null when it is not an object. */
export function bizContentOf(params: Params): Params | null {
  try {
    const value = JSON.parse(params.biz_content ?? '') as object | null
    if (typeof value !== 'object' || value === null) return null
    return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, String(field)]))
  } catch {
    return null
  }
}

/** Answers a server's call: Alipay's signed JSON, also of its refusals. */
export async function answerCall(parts: Parts, params: Params): Promise<string> {
  const method = methods[params.method ?? '']
  const biz = bizContentOf(params)
  const answer = refusalOf(parts, params)
    ?? (!method ? invalid('isv.invalid-method', '不存在的方法名') : !biz ? invalid('isv.invalid-parameter', 'biz_content') : await method(parts, biz))
  return answerText(method ? params.method! : 'error', answer, simulatorKeys(parts.config).alipayPrivate)
}
