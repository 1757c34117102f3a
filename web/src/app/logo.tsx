import { classes } from '../ui/classes.ts'

/** A page, and in it the line that was marked. */
export function Mark({ size = 30 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="8" fill="#0f5c48" />
      <rect x="8" y="8" width="16" height="3" rx="1.5" fill="#fff" opacity=".55" />
      <rect x="6" y="13.25" width="17" height="6" rx="2" fill="#ffd84d" />
      <rect x="8" y="14.75" width="12" height="3" rx="1.5" fill="#0f5c48" />
      <rect x="8" y="22" width="11" height="3" rx="1.5" fill="#fff" opacity=".55" />
    </svg>
  )
}

export function Logo({ className }: { className?: string }) {
  return (
    <span className={classes('flex items-center gap-2.5', className)}>
      <Mark />
      <span className="font-serif text-[1.4rem] leading-none font-medium tracking-tight">Renum</span>
    </span>
  )
}
