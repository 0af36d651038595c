/*
 * How wide pictures are shown (the `sizes` of an <img>). Phones with fine screens are told less than their width and so
 * take the file of 640 px like all others: a third of the bytes of 1280, and as sharp in the hand.
 */
const PHONE = '(min-resolution: 2.2dppx) 58vw, (min-resolution: 1.8dppx) 74vw, 100vw'

/** A home in a grid of homes. */
export const CARD_SIZES = `(min-width: 960px) 270px, (min-width: 640px) 50vw, ${PHONE}`
/** The large picture beside the search form. */
export const HERO_SIZES = `(min-width: 960px) 680px, ${PHONE}`
/** The large picture of a home's page. */
export const WIDE_SIZES = `(min-width: 1120px) 1120px, (min-width: 640px) 100vw, ${PHONE}`
