/**
 * The places for advertisements that pages of this site have, as the database has them from the beginning. Pages know them by their
 * key; width and height, in pixels, are what their pictures are cut to.
 */
export const AD_SLOTS = [
  { key: 'home-hero', page: '/mall', width: 1280, height: 560 },
  { key: 'home-wide', page: '/mall', width: 1280, height: 320 },
] as const
