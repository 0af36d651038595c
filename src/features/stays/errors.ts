import type { AppError } from '../../kit/errors.ts'
import type { StayProblem } from './rules.ts'
import { defineErrors } from '../../kit/errors.ts'

/** Refusals of the stays module. The `details` each carries beside its field are named in the sentence or the comment. */
export const StaysErrors = defineErrors('stays', {
  // — dates and guests: what a search, a quote and a booking are refused for alike —
  not_a_date: { status: 422, zh: '日期不存在', en: 'This day is not on the calendar.' },
  dates_reversed: { status: 422, zh: '退房日期须晚于入住日期', en: 'Check-out must be after check-in.' },
  dates_past: { status: 422, zh: '不能选择过去的日期', en: 'These dates are in the past.' },
  both_dates: { status: 422, zh: '请同时选择入住和退房日期', en: 'Please choose both check-in and check-out.' },
  range_too_long: { status: 422, zh: '日期范围最长 {days} 天', en: 'At most {days} days at a time.' },
  notice_too_short: { status: 422, zh: '房东要求至少提前 {noticeDays} 天预订', en: 'This home must be booked at least {noticeDays} days ahead.' },
  too_late_to_ask: { status: 422, zh: '离入住时间太近，房东来不及确认，请选择其他日期', en: 'It is too close to check-in for the host to answer. Please choose another day.' },
  beyond_window: { status: 422, zh: '只能预订 {windowDays} 天以内的日期', en: 'This home can be booked at most {windowDays} days ahead.' },
  too_short: { status: 422, zh: '至少入住 {minNights} 晚', en: 'At least {minNights} nights.' },
  too_long: { status: 422, zh: '最多入住 {maxNights} 晚', en: 'At most {maxNights} nights.' },
  too_many_guests: { status: 422, zh: '最多入住 {capacity} 人', en: 'At most {capacity} guests.' },
  price_reversed: { status: 422, zh: '最低价不能高于最高价', en: 'The lowest price is above the highest.' },
  unknown_area: { status: 422, errno: 4002, zh: '城区信息有误', en: 'There is no such district.' },

  // — homes —
  blank: { status: 422, errno: 4103, zh: '请填写', en: 'Please fill this in.' },
  nights_reversed: { status: 422, zh: '最多晚数不能少于最少晚数', en: 'The most nights are fewer than the fewest.' },
  window_too_short: { status: 422, zh: '可预订天数须容得下提前天数和最少晚数', en: 'Nobody could book: the notice and the fewest nights don’t fit into the booking window.' },
  taken_down: { status: 409, errno: 4201, zh: '房源已被平台下架：{reason}', en: 'This home was taken down by the site: {reason}' },
  too_many_images: { status: 409, zh: '最多 {limit} 张图片', en: 'At most {limit} pictures.' },
  images_differ: { status: 422, zh: '图片列表已变化，请刷新后重试', en: 'The pictures have changed meanwhile. Please reload.' },

  // — bookings —
  own_house: { status: 403, errno: 4105, zh: '不能预订自己的房屋', en: 'You cannot book your own home.' },
  /** reason: booked, held (requested, or being paid) or blocked. */
  dates_taken: { status: 409, errno: 4004, zh: '房间已被抢定，请重新选择日期！', en: 'Somebody else has these dates. Please choose others.' },
  /** quote: the price as it is now. */
  price_changed: { status: 409, errno: 4004, zh: '价格已变动，请确认新价格', en: 'The price has changed. Please look at the new one.' },
  too_many_open: { status: 409, errno: 4201, zh: '您有 {limit} 个订单待接单或待支付，请先处理', en: 'You have {limit} bookings waiting for an answer or for payment. Please finish those first.' },
  /** status: what it is in now. */
  wrong_state: { status: 409, errno: 4201, zh: '操作无效', en: 'This is not possible any more.' },
  stay_begun: { status: 409, errno: 4201, zh: '入住时间已到，不能再取消，请联系房东或客服', en: 'The stay has begun and can no longer be cancelled here. Please contact the host or the site.' },
  reason_needed: { status: 422, errno: 4103, zh: '请填写原因', en: 'Please give a reason.' },
  answered: { status: 409, errno: 4201, zh: '已经回复过了', en: 'You have answered this review already.' },

  // — console —
  name_taken: { status: 409, zh: '名称已存在', en: 'There is one with this name already.' },
  order_differs: { status: 422, zh: '列表已变化，请刷新后重试', en: 'The list has changed meanwhile. Please reload.' },
  not_paid: { status: 409, errno: 4201, zh: '该订单没有支付', en: 'This booking was never paid.' },
})

/** The refusal a problem of the rules is answered with. */
export const refuse = ({ name, details }: StayProblem): AppError => StaysErrors[name](details)
