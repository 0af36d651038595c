import type { Point } from '../../../../kit/draw.ts'
import { mix, polygon } from '../../../../kit/draw.ts'
import { outside } from './look.ts'
import type { Panel } from './panel.ts'
import { around } from './order.ts'
import { crown } from './foliage.ts'

/** A glimpse of green through a hole in a wall. */
export function garden(panel: Panel, hole: readonly Point[]): void {
  const { sheet, random, hour, look } = panel.space
  const flat = panel.outline(hole)
  if (flat.length < 3) return
  const [x0, y0, x1, y1] = around(flat)
  const size = y1 - y0
  sheet.within(polygon(flat), () => {
    sheet.path(polygon(flat), sheet.linear([[0, mix(hour.sky[1], hour.sky[2], 0.5)], [0.6, outside('#b9c794', hour, 0.3)], [1, outside('#8ba064', hour, 0.1)]]))
    for (const [far, base, scale] of [[0.45, 0.62, 0.2], [0.2, 0.78, 0.17]] as const) {
      for (let x = x0; x < x1 + size * 0.1; x += size * 0.2) sheet.add(crown(sheet, random, x + random.between(-6, 6), y0 + size * base, size * scale, outside(mix(look.leaf, '#5f8457', random.next()), hour, far), hour.air))
    }
    // The depth of the wall on the shaded side.
    sheet.path(polygon(flat), sheet.linear([[0, '#1d1712', 0.3], [0.16, '#1d1712', 0]]))
  })
}
