/** Two corners: the one at the top left, and the one at the bottom right. */
export interface Box {
  x0: number
  y0: number
  x1: number
  y1: number
}

/**
 * A box of a page in the page's coordinates (from its top left, y downwards) after these are turned about their origin until
 * what is read at an angle is upright; with `back`, the other way round. Of an angle that is not a quarter turn it is
 * the box around it.
 *
 * @param angle in degrees, clockwise
 */
export function turnedBox({ x0, y0, x1, y1 }: Box, angle: number, back = false): Box {
  if (angle === 0) return { x0, y0, x1, y1 }
  const radians = ((back ? -angle : angle) * Math.PI) / 180
  const [cos, sin] = [Math.cos(radians), Math.sin(radians)]
  const corners = [
    [x0, y0],
    [x1, y0],
    [x0, y1],
    [x1, y1],
  ] as const
  const xs = corners.map(([x, y]) => x * cos + y * sin)
  const ys = corners.map(([x, y]) => y * cos - x * sin)
  return { x0: Math.min(...xs), y0: Math.min(...ys), x1: Math.max(...xs), y1: Math.max(...ys) }
}
