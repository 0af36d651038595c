/** A picture as the API sends it: WebP in three widths (px), by address. */
export interface Picture {
  id: string
  /** Size of the original in px; the box is reserved from it. */
  width: number
  height: number
  alt?: string
  urls: { 320: string, 640: string, 1280: string }
  /** Main colour, `#rrggbb`, shown until the picture is there. */
  color?: string
}
