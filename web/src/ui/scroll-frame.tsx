import type { ReactNode, Ref } from 'react'

/** A part of the page that scrolls by itself, by the keyboard too. */
export function ScrollFrame({
  label,
  className,
  ref,
  children,
}: {
  label: string
  className: string
  ref?: Ref<HTMLElement>
  children: ReactNode
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard (WCAG 2.1.1)
    <section ref={ref} tabIndex={0} aria-label={label} className={`overflow-y-auto ${className}`}>
      {children}
    </section>
  )
}
