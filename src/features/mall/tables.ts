import type { Buffer } from 'node:buffer'
import type { Generated, GeneratedAlways } from 'kysely'
import type { PlainDate } from '../../kit/dates.ts'
import type { Fen } from '../../kit/money.ts'

declare module '../../kit/db.ts' {
  interface Tables {
    category: CategoryTable
    brand: BrandTable
    attribute: AttributeTable
    freight_template: FreightTemplateTable
    product: ProductTable
    product_picture: ProductPictureTable
    product_attribute: ProductAttributeTable
    spec: SpecTable
    spec_option: SpecOptionTable
    sku: SkuTable
    price_change: PriceChangeTable
    sku_stock: SkuStockTable
    channel_group: ChannelGroupTable
    channel: ChannelTable
    ad_slot: AdSlotTable
    ad: AdTable
    product_view: ProductViewTable
    favourite: FavouriteTable
    category_view: CategoryViewTable
    search_word: SearchWordTable
    search_history: SearchHistoryTable
    suggestion: SuggestionTable
    cart: CartTable
    cart_item: CartItemTable
    coupon: CouponTable
    shop_order: ShopOrderTable
    order_item: OrderItemTable
    order_refund: OrderRefundTable
    stock_entry: StockEntryTable
    order_event: OrderEventTable
    coupon_claim: CouponClaimTable
    shipment: ShipmentTable
    shipment_item: ShipmentItemTable
    return_case: ReturnCaseTable
    uploaded_picture: UploadedPictureTable
    shop_picture: ShopPictureTable
    product_review: ProductReviewTable
  }
}

interface CategoryTable {
  id: GeneratedAlways<number>
  parent_id: number | null
  level: number
  path: number[]
  name: string
  position: number
  visible: Generated<boolean>
  picture_id: string | null
  version: Generated<number>
}

interface BrandTable {
  id: GeneratedAlways<number>
  name: string
  first_letter: string
  logo_id: string | null
  position: Generated<number>
  version: Generated<number>
}

interface AttributeTable {
  id: GeneratedAlways<number>
  category_id: number
  name: string
  kind: 'text' | 'number' | 'bool'
  unit: string | null
  filterable: boolean
  position: number
  version: Generated<number>
}

interface FreightTemplateTable {
  id: GeneratedAlways<number>
  name: string
  fee: Fen
  free_over: Fen | null
  /** FreightRule[] of freight/contract.ts. */
  rules: Generated<unknown>
  is_default: Generated<boolean>
  version: Generated<number>
}

interface ProductTable {
  id: GeneratedAlways<number>
  category_id: number
  category_level: Generated<number>
  brand_id: number | null
  title: string
  subtitle: Generated<string>
  detail_html: Generated<string>
  packing_html: Generated<string>
  service_html: Generated<string>
  freight_template_id: number | null
  status: Generated<'draft' | 'on' | 'off'>
  listed_at: Date | null
  cover_id: string | null
  price_min: Fen | null
  price_max: Fen | null
  market_price: Fen | null
  in_stock: Generated<boolean>
  sales: Generated<number>
  review_count: Generated<number>
  score_sum: Generated<number>
  score_tenths: GeneratedAlways<number>
  words: Generated<string>
  words_version: Generated<number>
  version: Generated<number>
  created_at: Date
  changed_at: Date
}

interface ProductPictureTable {
  product_id: number
  picture_id: string
  position: number
}

interface ProductAttributeTable {
  product_id: number
  attribute_id: number
  value: string
  number: number | null
}

interface SpecTable {
  id: GeneratedAlways<number>
  product_id: number
  name: string
  position: number
}

interface SpecOptionTable {
  id: GeneratedAlways<number>
  spec_id: number
  value: string
  swatch: string | null
  position: number
}

interface SkuTable {
  id: GeneratedAlways<number>
  product_id: number
  code: string
  option_ids: number[]
  spec_text: string
  price: Fen
  market_price: Fen | null
  cost: Fen | null
  weight: number | null
  picture_id: string | null
  status: Generated<'on' | 'off'>
  per_person: number | null
  sales: Generated<number>
  changed_at: Date
}

interface PriceChangeTable {
  id: GeneratedAlways<number>
  sku_id: number
  price: Fen
  market_price: Fen | null
  staff_id: number | null
  at: Date
}

interface SkuStockTable {
  sku_id: number
  on_hand: Generated<number>
  reserved: Generated<number>
  low_mark: Generated<number>
}

interface ChannelGroupTable {
  id: GeneratedAlways<number>
  name: string
  position: number
  version: Generated<number>
}

interface ChannelTable {
  id: GeneratedAlways<number>
  group_id: number
  category_id: number
  position: number
}

interface AdSlotTable {
  key: string
  name: string
  width: number
  height: number
}

interface AdTable {
  id: GeneratedAlways<number>
  slot_key: string
  title: string
  picture_id: string | null
  target: string
  position: number
  starts_at: Date | null
  ends_at: Date | null
  visible: Generated<boolean>
  version: Generated<number>
}

interface ProductViewTable {
  account_id: number
  product_id: number
  at: Date
}

interface FavouriteTable {
  account_id: number
  product_id: number
  price: Fen
  at: Date
}

interface CategoryViewTable {
  day: PlainDate
  category_id: number
  views: number
}

interface SearchWordTable {
  word: string
  times: number
  found: number
  last_at: Date
}

interface SearchHistoryTable {
  account_id: number
  word: string
  at: Date
}

interface SuggestionTable {
  text: string
  kind: 'brand' | 'category' | 'word'
  pinyin: string
  initials: string
  weight: number
}

interface CartTable {
  id: GeneratedAlways<number>
  account_id: number | null
  token_hash: Buffer | null
  changed_at: Date
}

interface CartItemTable {
  cart_id: number
  sku_id: number
  quantity: number
  selected: boolean
  price: Fen
  added_at: Date
}

interface CouponTable {
  id: GeneratedAlways<number>
  name: string
  kind: 'amount' | 'percent'
  amount: Fen | null
  percent: number | null
  most: Fen | null
  threshold: Generated<Fen>
  category_id: number | null
  per_person: Generated<number>
  total: number | null
  claimed: Generated<number>
  claim_from: Date
  claim_until: Date
  days: number
  visible: Generated<boolean>
  version: Generated<number>
  created_at: Date
}

interface ShopOrderTable {
  id: GeneratedAlways<number>
  no: string
  account_id: number
  status: 'WAIT_PAYMENT' | 'WAIT_SHIP' | 'WAIT_RECEIVE' | 'WAIT_COMMENT' | 'COMPLETE' | 'CANCELED' | 'CLOSED'
  payment_method: 'alipay' | 'cod'
  due_at: Date | null
  extensions: Generated<number>
  goods: Fen
  discount: Fen
  freight: Fen
  payable: Fen
  /** OrderAddress of orders/contract.ts. */
  address: unknown
  note: Generated<string>
  staff_note: Generated<string>
  payment_id: number | null
  paid_at: Date | null
  shipped_at: Date | null
  received_at: Date | null
  canceled_by: 'buyer' | 'staff' | 'system' | null
  reason: string | null
  refunded: Generated<Fen>
  waived: Generated<Fen>
  freight_refunded: Generated<boolean>
  created_at: Date
}

interface OrderItemTable {
  id: GeneratedAlways<number>
  order_id: number
  sku_id: number
  product_id: number
  sku_code: string
  title: string
  spec_text: string
  picture_id: string | null
  price: Fen
  quantity: number
  discount: Fen
  payable: Fen
  shipped: Generated<number>
  returned: Generated<number>
  unsent: Generated<number>
  refunded: Generated<Fen>
  reviewed_at: Date | null
  paid_at: Generated<Date | null>
}

interface OrderRefundTable {
  id: GeneratedAlways<number>
  order_id: number
  amount: Fen
  at: Date
}

interface StockEntryTable {
  id: GeneratedAlways<number>
  sku_id: number
  kind: 'adjust' | 'reserve' | 'release' | 'ship' | 'return'
  on_hand: number
  reserved: number
  order_item_id: number | null
  ref: Generated<number>
  staff_id: number | null
  reason: string | null
  at: Date
}

interface OrderEventTable {
  id: GeneratedAlways<number>
  order_id: number
  action: string
  from_status: string | null
  to_status: string
  actor: 'buyer' | 'staff' | 'system'
  reason: string | null
  at: Date
  untold: boolean
  return_case_id: Generated<number | null>
}

interface CouponClaimTable {
  id: GeneratedAlways<number>
  coupon_id: number
  account_id: number
  nth: number
  order_id: number | null
  discount: Fen | null
  claimed_at: Date
  ends_at: Date
}

interface ShipmentTable {
  id: GeneratedAlways<number>
  order_id: number
  carrier: string
  tracking_no: string
  staff_id: number | null
  at: Date
}

interface ShipmentItemTable {
  shipment_id: number
  order_item_id: number
  quantity: number
}

interface ReturnCaseTable {
  id: GeneratedAlways<number>
  no: string
  order_id: number
  order_item_id: number
  account_id: number
  opened_by: Generated<'buyer' | 'staff'>
  kind: 'refund' | 'return'
  unsent: boolean
  quantity: number
  amount: Fen
  freight: Generated<Fen>
  reason: string
  picture_ids: Generated<string[]>
  status: 'APPLIED' | 'APPROVED' | 'SENT' | 'REFUNDING' | 'REFUNDED' | 'REJECTED' | 'WITHDRAWN'
  answer: string | null
  carrier: string | null
  tracking_no: string | null
  sellable: number | null
  payout: 'alipay' | 'by_hand' | 'none' | null
  refund_id: number | null
  created_at: Date
  changed_at: Date
}

interface ShopPictureTable {
  picture_id: string
  staff_id: number
  at: Date
}

interface UploadedPictureTable {
  account_id: number
  picture_id: string
  at: Date
}

interface ProductReviewTable {
  id: GeneratedAlways<number>
  order_item_id: number
  product_id: number
  account_id: number
  spec_text: string
  score: number
  text: string
  picture_ids: Generated<string[]>
  anonymous: boolean
  visible: Generated<boolean>
  answer: string | null
  answered_at: Date | null
  created_at: Date
}
