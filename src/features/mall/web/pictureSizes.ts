// How wide pictures are shown, for choosing their file.
export const TILE_SIZES = '(min-width: 640px) 230px, 46vw'
export const HERO_SIZES = '(min-width: 1120px) 1120px, 100vw'
export const PRODUCT_SIZES = '(min-width: 960px) 520px, 100vw'
export const SMALL_SIZES = '88px'
