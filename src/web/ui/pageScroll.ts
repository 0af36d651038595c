/** How many sheets are open: one may open another above it, and the page scrolls again when the last has closed. */
let open = 0

/** Keeps the page behind a sheet from scrolling. */
export function keepPageStill(): void {
  if (open++ > 0) return
  const { style, clientWidth } = document.documentElement
  if (innerWidth > clientWidth) style.scrollbarGutter = 'stable' // without its scroll bar the page would jump
  style.overflow = 'hidden'
}

/** Once for each `keepPageStill`. */
export function letPageScroll(): void {
  if (--open > 0) return
  document.documentElement.style.overflow = ''
  document.documentElement.style.scrollbarGutter = ''
}
