import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import type { Rectangles } from '../queries.ts'

interface MarksProps {
  page: Rectangles['pages'][number]
  /** Whether the first of them is to be brought into view. */
  scroll: boolean
}

/** The cited lines of a page, as with a marker: over its picture, through which it is seen. */
export function Marks({ page, scroll }: MarksProps) {
  const t = useTranslations('document')
  const first = useRef<HTMLDivElement>(null)
  const key = page.rectangles.map(({ x, y }) => `${x},${y}`).join(' ')
  useEffect(() => {
    if (scroll && key) first.current?.scrollIntoView({ block: 'center', behavior: 'smooth' })
  }, [scroll, key])
  const percent = (part: number, whole: number) => `${(part / whole) * 100}%`
  return (
    <div
      role="img"
      aria-label={t('marked')}
      className="pointer-events-none absolute inset-0 mix-blend-multiply"
      data-testid="marks"
    >
      {page.rectangles.map(({ x, y, width, height }, i) => (
        <div
          key={`${x} ${y} ${width}`}
          ref={i === 0 ? first : undefined}
          className="absolute scroll-my-24 rounded-xs bg-[#ffe27d]"
          style={{
            left: percent(x - 1, page.width),
            top: percent(y - 1, page.height),
            width: percent(width + 2, page.width),
            height: percent(height + 2, page.height),
          }}
        />
      ))}
    </div>
  )
}
