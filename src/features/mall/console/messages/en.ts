import type { Like } from '../../../../web/i18n.ts'
import type zh from './zh-CN.ts'
import coupons from '../coupons/en.ts'
import freight from '../freight/en.ts'
import statistics from '../statistics/en.ts'
import orders from '../orders/en.ts'
import products from '../products/en.ts'
import returns from '../returns/en.ts'
import reviews from '../reviews/en.ts'
import searchWords from '../search-words/en.ts'
import stock from '../stock/en.ts'
import shopfront from '../shopfront/en.ts'
import taxonomy from '../taxonomy/en.ts'

const en: Like<typeof zh> = {
  coupons,
  freight,
  statistics,
  orders,
  products,
  returns,
  reviews,
  searchWords,
  stock,
  taxonomy,
  shopfront,
  all: 'All',
  state: 'State',
  from: 'From',
  to: 'To',
  buyer: 'Buyer',
  product: 'Product',
  createdAt: 'Ordered',
  because: ': {reason}',
  done: 'Done',
  save: 'Save',
  next: 'Next',
  enlarge: '{label}: enlarge number {n}',
  actor: { buyer: 'Buyer', staff: 'Staff', system: 'System' },
  start: { title: 'Mall', waitShip: 'Orders to ship', longWaiting: 'Waiting over 48 hours', returns: 'Returns to do', unanswered: 'Reviews to answer', low: 'Low stock', soldOut: 'Sold out', placed: 'Ordered today', turnover: 'Turnover today' },
  name: 'Name',
  edit: 'Change {name}',
  remove: 'Delete {name}',
  order: { up: 'Move {name} up', down: 'Move {name} down' },
  picture: { upload: 'Upload a picture', replace: 'Replace', remove: 'Take away', hint: 'JPEG, PNG, WebP or GIF, up to 10 MB' },
  permission: {
    title: 'Mall',
    catalogue: 'Products, categories, brands, attributes',
    stock: 'See and adjust the stock',
    marketing: 'Home page, advertisements, coupons, freight',
    orders: 'See, ship and cancel orders',
    returns: 'Decide returns and refunds',
    reviews: 'Answer and hide reviews',
    statistics: 'Statistics and search words',
  },
  value: { amount: 'Amount', percent: 'Percent', draft: 'Draft', on: 'On the shelf', off: 'Off the shelf', text: 'Text', number: 'Number', bool: 'Yes or no', WAIT_PAYMENT: 'To pay', WAIT_SHIP: 'To ship', WAIT_RECEIVE: 'On the way', WAIT_COMMENT: 'To review', COMPLETE: 'Complete', CANCELED: 'Cancelled', CLOSED: 'Closed', APPLIED: 'To decide', APPROVED: 'To be sent back', SENT: 'To receive', REFUNDING: 'Refunding', REFUNDED: 'Refunded', REJECTED: 'Rejected', WITHDRAWN: 'Withdrawn' },
  audit: {
    add_coupon: 'Add a coupon',
    change_coupon: 'Change a coupon',
    end_coupon: 'End a coupon',
    delete_coupon: 'Delete a coupon',
    add_freight: 'Add terms of delivery',
    change_freight: 'Change terms of delivery',
    default_freight: 'Change the default terms of delivery',
    delete_freight: 'Delete terms of delivery',
    category: { add: 'Added a category', change: 'Changed a category', picture: 'Changed the picture of a category', move: 'Moved a category', order: 'Put categories in order', remove: 'Deleted a category' },
    attribute: { add: 'Added an attribute', change: 'Changed an attribute', order: 'Put attributes in order', remove: 'Deleted an attribute' },
    brand: { add: 'Added a brand', change: 'Changed a brand', logo: 'Changed the logo of a brand', order: 'Put brands in order', remove: 'Deleted a brand' },
    channels: { add: 'Added a group of channels', change: 'Changed a group of channels', set: 'Set the channels of a group', order: 'Put groups of channels in order', remove: 'Deleted a group of channels' },
    slot: { change: 'Renamed a place for advertisements' },
    ad: { add: 'Added an advertisement', change: 'Changed an advertisement', picture: 'Changed the picture of an advertisement', order: 'Put advertisements in order', remove: 'Deleted an advertisement' },
    ship_order: 'Ship an order',
    change_shipment: 'Correct a parcel',
    cancel_order: 'Cancel an order',
    note_order: 'Note to an order',
    refund_item: 'Refund without a request',
    approve_return: 'Approve a return',
    reject_return: 'Reject a return',
    receive_return: 'Receive a return',
    pay_out_return: 'Note a payout',
    answer_review: 'Answer a review',
    hide_review: 'Hide a review',
    show_review: 'Show a review again',
    create_product: 'Create a product',
    save_product: 'Change a product',
    delete_product: 'Delete a draft',
    put_on_shelf: 'Put on the shelf',
    take_off_shelf: 'Take off the shelf',
    adjust_stock: 'Adjust the stock',
    set_low_mark: 'Change a low mark',
  },
}
export default en
