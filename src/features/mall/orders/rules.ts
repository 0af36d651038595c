// What time does to an order.

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

/** A buyer who says nothing has received the goods so long after the last parcel. */
export const CONFIRM_MS = 10 * DAY_MS
/** So long the goods can be reviewed. */
export const REVIEW_MS = 15 * DAY_MS
/** So long after receipt goods can be given back. */
export const RETURN_MS = 15 * DAY_MS
/** So long a buyer who may send goods back has to do it. */
export const SEND_BACK_MS = 10 * DAY_MS
/** When something was asked back and that is over, the buyer has at least so long to confirm the rest. */
export const CONFIRM_REST_MS = 3 * DAY_MS

/** While the payment provider can't be asked, an unpaid order is kept a little longer, so many times. */
export const EXTENSION_MS = 2 * MINUTE_MS
export const MAX_EXTENSIONS = 3
