import { defineErrors } from '../../kit/errors.ts'

/** Refusals of meeting people. */
export const SocialErrors = defineErrors('social', {
  // — profile —
  /** missing: what is still needed. */
  profile_needed: { status: 403, errno: 4106, zh: '请先完善交友资料', en: 'Please complete your profile first.' },
  /** reason, until. */
  banned: { status: 403, zh: '您的交友资料已被停用：{reason}', en: 'Your profile is suspended: {reason}' },
  not_adult: { status: 422, errno: 4103, zh: '仅限年满 18 周岁的用户', en: 'This is for adults: you have to be 18.' },
  birth_fixed: { status: 409, errno: 4105, zh: '出生日期设置后不能修改，如有错误请联系客服', en: 'A birth date can be set once. If it is wrong, please ask the staff.' },
  birth_differs: { status: 422, errno: 4103, zh: '出生日期与实名信息不一致', en: 'The birth date is not the one of your confirmed identity.' },
  bad_birth: { status: 422, errno: 4103, zh: '请填写正确的出生日期', en: 'Please give a birth date that is on the calendar.' },
  bad_name: { status: 422, errno: 4103, zh: '昵称为 1–20 个字，不能只有空格', en: 'A name has 1 to 20 characters.' },
  bad_tag: { status: 422, errno: 4103, zh: '标签最多 {most} 个，每个 1–12 个字', en: 'At most {most} tags, each of 1 to 12 characters.' },
  unknown_city: { status: 422, errno: 4002, zh: '没有这个城市', en: 'There is no such city.' },
  bad_zone: { status: 422, errno: 4103, zh: '没有这个时区', en: 'There is no such time zone.' },
  /** field: ageMin or minKm. */
  range_reversed: { status: 422, errno: 4103, zh: '最小值不能大于最大值', en: 'The lower end is above the upper.' },

  // — photos —
  /** most. */
  photos_full: { status: 422, errno: 4201, zh: '最多 {most} 张照片', en: 'You can have {most} photos.' },
  photo_twice: { status: 409, zh: '这张照片已经在相册中', en: 'You have this photo already.' },
  photo_banned: { status: 422, errno: 4201, zh: '这张照片不符合社区规范，不能使用', en: 'This photo is against the rules of the community.' },
  order_differs: { status: 409, zh: '相册已变化，请刷新后重试', en: 'Your photos have changed meanwhile. Please reload.' },

  // — swipes —
  already_swiped: { status: 409, errno: 4003, zh: '您已经对 TA 表过态', en: 'You have decided about this person already.' },
  /** resetAt: when it begins anew; limit. */
  over_quota: { status: 429, zh: '今天的次数已用完', en: 'That was all for today.' },
  members_only: { status: 403, errno: 4105, zh: '会员专享，请先开通会员', en: 'This is for members.' },
  nothing_to_rewind: { status: 409, errno: 4201, zh: '没有可以反悔的操作', en: 'There is nothing to take back.' },
  rewind_too_late: { status: 409, errno: 4201, zh: '超过 5 分钟，不能反悔了', en: 'After five minutes it can’t be taken back.' },
  match_has_messages: { status: 409, errno: 4201, zh: '你们已经聊过天，不能反悔了', en: 'You have written to each other: it can’t be taken back.' },

  // — matches and messages —
  match_over: { status: 403, errno: 4201, zh: '你们的配对已解除', en: 'You are not matched any more.' },
  empty_message: { status: 422, errno: 4103, zh: '请输入内容', en: 'Please write something.' },
  /** most: characters. */
  bad_message: { status: 422, errno: 4103, zh: '消息最多 {most} 个字，不能包含控制字符', en: 'A message has at most {most} characters, and no control characters.' },
  unknown_picture: { status: 422, errno: 4103, zh: '请先上传图片', en: 'Please upload the picture first.' },
  message_changed: { status: 409, errno: 4201, zh: '同一消息编号不能用于不同的内容', en: 'This message id was used for another message.' },

  // — safety —
  report_open: { status: 409, zh: '您的举报正在处理中', en: 'Your report is being looked at.' },
  not_banned: { status: 409, errno: 4201, zh: '您的资料没有被停用', en: 'Your profile is not suspended.' },
  appealed: { status: 409, zh: '您已经申诉过', en: 'You have appealed already.' },
  short_appeal: { status: 422, errno: 4103, zh: '申诉内容为 10–1000 个字', en: 'An appeal has 10 to 1,000 characters.' },

  // — membership —
  plan_gone: { status: 409, errno: 4201, zh: '这个套餐已下架，请重新选择', en: 'This plan is no longer on sale. Please choose again.' },
  /** price: fen it costs now. */
  price_changed: { status: 409, errno: 4201, zh: '套餐价格已变化，请确认后重新购买', en: 'The price has changed. Please look again before you buy.' },
  key_needed: { status: 400, errno: 4103, zh: '缺少 Idempotency-Key', en: 'An Idempotency-Key is needed.' },

  // — staff —
  plan_exists: { status: 409, errno: 4003, zh: '该等级已有相同天数的套餐', en: 'This level has a plan of so many days already.' },
  /** status. */
  not_refundable: { status: 409, errno: 4201, zh: '这笔订单不能退款，请刷新', en: 'This order can’t be refunded. Please reload.' },
  refund_too_much: { status: 422, errno: 4103, zh: '退款不能超过实付金额', en: 'No more can go back than was paid.' },
  decided: { status: 409, errno: 4201, zh: '已由其他人处理，请刷新', en: 'Somebody else has decided this. Please reload.' },
  changed: { status: 409, zh: '内容已被修改，请刷新后重试', en: 'It has been changed meanwhile. Please reload.' },
  bad_until: { status: 422, errno: 4103, zh: '结束时间必须晚于现在', en: 'The end has to lie in the future.' },
  no_photos_chosen: { status: 422, errno: 4103, zh: '请选择要驳回的照片', en: 'Please choose the photos to reject.' },
  reason_needed: { status: 422, errno: 4103, zh: '请填写原因', en: 'Please give a reason.' },
})
