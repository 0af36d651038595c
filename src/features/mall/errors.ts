import { defineErrors } from '../../kit/errors.ts'

/** Refusals of the mall. The `details` each carries beside its field are named in the sentence or the comment. */
export const MallErrors = defineErrors('mall', {
  // — catalogue —
  price_reversed: { status: 422, errno: 4103, zh: '最低价不能高于最高价', en: 'The lowest price is above the highest.' },
  favourites_full: { status: 422, errno: 4201, zh: '最多收藏 {limit} 件商品，请先清理', en: 'You can keep {limit} products. Please remove some first.' },

  // — cart —
  /** most: the largest count possible. */
  bad_count: { status: 422, zh: '数量须为 1 到 {most} 件', en: 'Between 1 and {most}, please.' },
  /** most: 0. */
  none_left: { status: 422, zh: '已售罄', en: 'Sold out.' },
  off_shelf: { status: 409, zh: '商品已下架', en: 'This is no longer sold.' },
  cart_full: { status: 422, zh: '购物车最多放 {limit} 种商品，请先清理', en: 'A cart holds at most {limit} different things. Please take something out first.' },

  // — coupons —
  coupon_not_yet: { status: 409, errno: 4201, zh: '还没到领取时间', en: 'This coupon can’t be claimed yet.' },
  coupon_gone: { status: 409, errno: 4004, zh: '优惠券已领完', en: 'There are none of this coupon left.' },
  coupon_claimed: { status: 409, errno: 4201, zh: '每人限领 {limit} 张，您已领取', en: 'You have this coupon already (at most {limit} each).' },

  // — checkout —
  items_needed: { status: 422, errno: 4103, zh: '请选择商品', en: 'Please say what to buy.' },
  /** lines: SoldOutLine[] of checkout/contract.ts. */
  sold_out: { status: 409, errno: 4004, zh: '手慢了，商品库存不足', en: 'Somebody was faster: there is not enough left.' },
  /** quote: the Quote as it is now. */
  quote_changed: { status: 409, errno: 4004, zh: '订单信息有变动，请确认后重新提交', en: 'Something has changed. Please look at the order again.' },
  too_many_unpaid: { status: 409, errno: 4201, zh: '您有 {limit} 个订单待支付，请先处理', en: 'You have {limit} unpaid orders. Please pay or cancel those first.' },
  too_many_cod: { status: 409, errno: 4201, zh: '您有 {limit} 个货到付款订单待发货，请先等待发货', en: 'You have {limit} orders to be paid on delivery that are still to be sent. Please wait for those first.' },
  key_needed: { status: 400, errno: 4103, zh: '请求缺少 Idempotency-Key', en: 'The request needs an Idempotency-Key.' },

  // — orders —
  /** status: what it is in now. */
  wrong_state: { status: 409, errno: 4201, zh: '操作无效', en: 'This is not possible any more.' },
  nothing_to_ship: { status: 409, errno: 4201, zh: '没有可发货的商品，请先处理退款申请', en: 'There is nothing to send: it is sent, paid back, or asked back.' },
  /** itemId; most: what may be sent now. */
  not_to_ship: { status: 409, errno: 4201, zh: '该商品最多还可发 {most} 件，请先处理退款申请', en: 'At most {most} of this can be sent now.' },
  parcel_known: { status: 409, errno: 4201, zh: '该运单号已登记', en: 'This order has a parcel with this number already.' },
  unknown_item: { status: 422, zh: '订单里没有这件商品', en: 'This is not in the order.' },

  // — after-sale —
  /** most: units for which it may be asked. */
  not_returnable: { status: 409, errno: 4201, zh: '最多可申请 {most} 件', en: 'This can be asked for at most {most} of them now.' },
  return_open: { status: 409, errno: 4201, zh: '该商品已有售后申请在处理中', en: 'You have asked for this item already; please wait for that first.' },
  answer_needed: { status: 422, errno: 4103, zh: '请填写退货地址', en: 'Please say where to send the goods.' },
  amount_too_high: { status: 422, zh: '退款金额不能超过申请金额', en: 'No more than was asked for can be paid back.' },
  amount_later: { status: 422, zh: '退货的退款金额在收到商品时确定', en: 'How much comes back for goods is decided when they are here.' },
  amount_fixed: { status: 422, zh: '未发货的商品须全额退款', en: 'What was never sent is paid back in full.' },
  reason_needed: { status: 422, errno: 4103, zh: '请填写原因', en: 'Please give a reason.' },
  too_many_sellable: { status: 422, zh: '不能超过退回的 {quantity} 件', en: 'Only {quantity} came back.' },

  // — reviews —
  text_too_short: { status: 422, zh: '评价至少 {least} 个字', en: 'At least {least} characters, please.' },
  reviewed: { status: 409, errno: 4201, zh: '已经评价过了', en: 'You have reviewed this already.' },
  unknown_picture: { status: 422, zh: '图片不存在，请重新上传', en: 'This picture is not there. Please upload it again.' },
})
