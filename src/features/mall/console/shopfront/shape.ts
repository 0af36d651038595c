export interface Shape { width: number, height: number }

/** What becomes of a picture in a place: how much of which sides is cut off, in percent, and whether it is too small for it. */
export interface Fit { cut: 'sides' | 'ends' | null, percent: number, isSmall: boolean }

/** Less than this nobody sees. */
const UNSEEN = 0.02

/** The middle of the picture that has the shape of the place is shown. */
export function fitOf(picture: Shape, place: Shape): Fit {
  const wider = (picture.width / picture.height) / (place.width / place.height)
  const lost = wider > 1 ? 1 - 1 / wider : 1 - wider
  const isSmall = picture.width < place.width || picture.height < place.height
  return { cut: lost <= UNSEEN ? null : wider > 1 ? 'sides' : 'ends', percent: Math.round(lost * 100), isSmall }
}
