import { defineErrors } from '../../kit/errors.ts'

/** Refusals of the mall. The `details` each carries beside its field are named in the sentence or the comment. */
export const MallErrors = defineErrors('mall', {
  // — catalogue —
  price_reversed: { status: 422, errno: 4103, zh: '最低价不能高于最高价', en: 'The lowest price is above the highest.' },
  favourites_full: { status: 422, errno: 4201, zh: '最多收藏 {limit} 件商品，请先清理', en: 'You can keep {limit} products. Please remove some first.' },

  // — categories, brands, attributes —
  name_taken: { status: 409, zh: '名称已存在', en: 'There is one with this name already.' },
  order_differs: { status: 409, zh: '列表已变化，请刷新后重试', en: 'The list has changed meanwhile. Please reload.' },
  /** products, subcategories, channels, coupons, attributes: how many of each. */
  category_used: { status: 409, errno: 4201, zh: '还不能删除：商品 {products} 件，下级分类 {subcategories} 个，频道 {channels} 个，优惠券 {coupons} 种，属性 {attributes} 个', en: 'This can’t be deleted yet: {products} products, {subcategories} subcategories, {channels} channels, {coupons} coupons and {attributes} attributes hang on it.' },
  category_gone: { status: 422, errno: 4002, zh: '没有这个分类，请刷新后重试', en: 'There is no such category. Please reload.' },
  below_itself: { status: 422, zh: '分类不能移到自己下面', en: 'A category can’t be moved below itself.' },
  /** most: levels there are. */
  too_deep: { status: 422, zh: '分类最多 {most} 级，放不到这里', en: 'There are {most} levels of categories: this does not fit here.' },
  /** products. */
  goods_off_level: { status: 422, zh: '下面有 {products} 件商品，商品只能放在第三级分类', en: 'There are {products} products in it, and goods hang on the third level only.' },
  /** channels. */
  channel_off_level: { status: 409, zh: '首页有 {channels} 个频道用到它，频道只能是第一级分类', en: '{channels} channels of the home page show it, and channels are categories of the first level.' },
  /** products; attributes: their names. Said with `confirm` the values are dropped. */
  values_lost: { status: 409, errno: 4201, zh: '移走后不再有属性「{attributes}」，{products} 件商品填写的值会被删除', en: 'The attributes “{attributes}” don’t apply there: what {products} products state of them would be deleted.' },
  /** category: where. */
  attribute_twice: { status: 409, zh: '「{category}」已有同名属性「{name}」', en: '“{category}” has an attribute “{name}” already.' },
  /** products. Said with `confirm` their values are deleted. */
  attribute_stated: { status: 409, errno: 4201, zh: '{products} 件商品填写了这个属性，删除后这些值也会消失', en: '{products} products state this attribute; what they say would be deleted with it.' },
  /** value: one that does not fit; products: how many have such a one. */
  kind_misfit: { status: 409, zh: '{products} 件商品填写的值不符合这种类型，例如「{value}」', en: '{products} products state a value that is not of this kind, e.g. “{value}”.' },
  unit_unfit: { status: 422, zh: '是否类的属性没有单位', en: 'What is answered by yes or no has no unit.' },
  /** products. */
  brand_used: { status: 409, errno: 4201, zh: '还不能删除：{products} 件商品属于这个品牌', en: 'This can’t be deleted yet: {products} products are of this brand.' },

  // — products, as staff write them —
  category_needed: { status: 422, errno: 4103, zh: '请选择第三级分类', en: 'Please choose a category of the third level.' },
  unknown_brand: { status: 422, errno: 4002, zh: '没有这个品牌，请刷新后重试', en: 'There is no such brand. Please reload.' },
  unknown_freight: { status: 422, errno: 4002, zh: '没有这个运费模板，请刷新后重试', en: 'There are no such freight terms. Please reload.' },
  unknown_attribute: { status: 422, errno: 4002, zh: '该分类没有这个参数，或填写了两次', en: 'Its category does not have this parameter, or it is stated twice.' },
  /** name: of the attribute. */
  number_needed: { status: 422, zh: '「{name}」请填写数字', en: '“{name}” has to be a number.' },
  yes_or_no: { status: 422, zh: '「{name}」请填写是或否', en: '“{name}” is yes or no.' },
  unknown_spec: { status: 422, errno: 4002, zh: '规格已变化，请刷新后重试', en: 'The specifications are not those of this product. Please reload.' },
  spec_twice: { status: 422, zh: '规格「{name}」重复', en: 'There are two specifications “{name}”.' },
  option_twice: { status: 422, zh: '选项「{value}」重复', en: 'There are two options “{value}”.' },
  unknown_sku: { status: 422, errno: 4002, zh: '没有这个 SKU，请刷新后重试', en: 'This product has no such SKU. Please reload.' },
  options_differ: { status: 422, zh: '每种规格须选一个选项', en: 'A SKU has one option of each specification.' },
  sku_twice: { status: 422, zh: '两个 SKU 的规格相同：{name}', en: 'Two SKUs are alike: {name}' },
  bad_code: { status: 422, zh: '编码只能用字母、数字和 . _ / -，最多 40 个', en: 'Up to 40 letters, digits and . _ / -, please.' },
  code_twice: { status: 422, zh: '编码 {code} 重复', en: 'The code {code} stands there twice.' },
  /** code; productId: whose it is. */
  code_taken: { status: 409, zh: '编码已被其他商品使用', en: 'Another product has this code.' },
  stock_elsewhere: { status: 422, zh: '已有 SKU 的库存请在库存页调整', en: 'The stock of a SKU that is there is changed on the page of stocks.' },
  /** names: of some of them. */
  sku_ordered: { status: 409, errno: 4201, zh: '已有订单，只能停用，不能删除：{names}', en: 'Orders have these, so they can only be switched off: {names}' },
  nothing_to_sell: { status: 409, errno: 4201, zh: '没有启用的 SKU，不能上架', en: 'It has no SKU that is on, so there is nothing to sell.' },
  not_deletable: { status: 409, errno: 4201, zh: '只有从未有人买过的草稿可以删除，其他商品请下架', en: 'Only a draft nobody has ever bought can be deleted. Others can be taken off the shelf.' },

  // — home page —
  not_first_level: { status: 422, zh: '频道只能是第一级分类', en: 'A channel is a category of the first level.' },
  ad_reversed: { status: 422, zh: '结束时间须晚于开始时间', en: 'It has to end after it begins.' },

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
  // What staff may not make of a coupon.
  coupon_worth: { status: 422, zh: '满减券填写减免金额，折扣券填写折扣', en: 'A coupon takes off either an amount or percent.' },
  coupon_above_threshold: { status: 422, zh: '减免金额不能高于使用门槛', en: 'It can’t take off more than the goods it asks for.' },
  coupon_reversed: { status: 422, zh: '结束时间须晚于开始时间', en: 'It has to end after it begins.' },
  coupon_past: { status: 422, zh: '结束时间已经过去', en: 'This is over already.' },
  /** claimed: how many people count on it. */
  coupon_promised: { status: 409, errno: 4201, zh: '已领取 {claimed} 张，优惠内容不能再改；可以修改名称、是否展示、领取截止时间和总量', en: 'It has been claimed ({claimed}), so what it is worth can’t change. Name, visibility, end and number still can.' },
  coupon_total: { status: 422, zh: '已领取 {claimed} 张，总量不能更少', en: 'There can’t be fewer than are claimed ({claimed}).' },
  coupon_not_begun: { status: 409, errno: 4201, zh: '还没开始领取，可以直接修改或删除', en: 'It has not begun: change or delete it instead.' },
  coupon_has_claims: { status: 409, errno: 4201, zh: '已领取 {claimed} 张，不能删除；可以提前结束', en: 'It has been claimed ({claimed}), so it can’t be deleted. It can be ended.' },

  // — freight —
  /** region: six digits, name. */
  unknown_region: { status: 422, errno: 4002, zh: '没有编号为 {region} 的地区', en: 'There is no region {region}.' },
  region_idle: { status: 422, zh: '{name}已包含在前面的规则里，放在这里不起作用', en: '{name} is covered by an earlier rule, so it would never count here.' },
  /** products: how many are sent on its terms. */
  freight_used: { status: 409, errno: 4201, zh: '还不能删除：{products} 件商品在使用这个模板', en: 'This can’t be deleted yet: {products} products are sent on these terms.' },
  freight_default: { status: 409, errno: 4201, zh: '这是默认模板，请先把别的模板设为默认', en: 'These are the default terms. Make others the default first.' },

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
  changed_meanwhile: { status: 409, errno: 4004, zh: '其他同事刚刚改过，请核对后再试', en: 'A colleague has just changed this. Please look at it again.' },
  unknown_item: { status: 422, zh: '订单里没有这件商品', en: 'This is not in the order.' },

  // — stock —
  nothing_to_adjust: { status: 422, zh: '请填写增加或减少的件数', en: 'Please say how many more or fewer.' },
  /** onHand: what is there now. */
  stock_changed: { status: 409, errno: 4004, zh: '在库数刚刚变为 {onHand} 件，请核对后再试', en: 'There are {onHand} by now. Please look at it again.' },
  stock_held: { status: 409, errno: 4201, zh: '已有订单占用 {reserved} 件，不能少于这个数', en: 'Orders hold {reserved} of them: it can’t be fewer.' },
  stock_too_large: { status: 422, zh: '在库数不能超过 {most} 件', en: 'There can’t be more than {most}.' },
  too_many_lines: { status: 422, zh: '一次最多 {most} 行', en: 'At most {most} lines at once.' },
  counted_twice: { status: 422, zh: '同一规格出现了两次', en: 'The same SKU stands there twice.' },

  // — after-sale —
  /** most: units for which it may be asked. */
  not_returnable: { status: 409, errno: 4201, zh: '最多可申请 {most} 件', en: 'This can be asked for at most {most} of them now.' },
  return_open: { status: 409, errno: 4201, zh: '该商品已有售后申请在处理中', en: 'You have asked for this item already; please wait for that first.' },
  // What staff give back of their own accord.
  nothing_paid: { status: 409, errno: 4201, zh: '订单还没有付款，没有可退的款', en: 'Nothing has been paid for this order, so nothing can go back.' },
  buyer_asks: { status: 409, errno: 4201, zh: '买家已对该商品申请售后，请先处理那份申请', en: 'The buyer has asked for a return or refund of this. Please decide that first.' },
  /** most: units for which money can be given back. */
  not_refundable: { status: 409, errno: 4201, zh: '该商品最多可退 {most} 件', en: 'Money can go back for at most {most} of this.' },
  /** most: fen that are left to be paid back of the line. */
  above_left: { status: 422, zh: '退款金额超过了该商品剩余可退的金额', en: 'This is more than is left to be paid back of these goods.' },
  answer_needed: { status: 422, errno: 4103, zh: '请填写退货地址', en: 'Please say where to send the goods.' },
  amount_too_high: { status: 422, zh: '退款金额不能超过申请金额', en: 'No more than was asked for can be paid back.' },
  amount_later: { status: 422, zh: '退货的退款金额在收到商品时确定', en: 'How much comes back for goods is decided when they are here.' },
  amount_fixed: { status: 422, zh: '未发货的商品须全额退款', en: 'What was never sent is paid back in full.' },
  reason_needed: { status: 422, errno: 4103, zh: '请填写原因', en: 'Please give a reason.' },
  too_many_sellable: { status: 422, zh: '不能超过退回的 {quantity} 件', en: 'Only {quantity} came back.' },

  // — statistics —
  period_reversed: { status: 422, errno: 4103, zh: '结束日期不能早于开始日期', en: 'The last day is before the first.' },
  period_to_come: { status: 422, errno: 4103, zh: '还没到这一天', en: 'This day is still to come.' },
  period_too_long: { status: 422, errno: 4103, zh: '最多统计 {most} 天', en: 'At most {most} days at once.' },

  // — reviews —
  text_too_short: { status: 422, zh: '评价至少 {least} 个字', en: 'At least {least} characters, please.' },
  reviewed: { status: 409, errno: 4201, zh: '已经评价过了', en: 'You have reviewed this already.' },
  unknown_picture: { status: 422, zh: '图片不存在，请重新上传', en: 'This picture is not there. Please upload it again.' },
})
