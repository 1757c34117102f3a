import type { ReactNode } from 'react'
import { classes } from './classes.ts'
import { Icon, type IconName } from './icon.tsx'

/** The grey shape of what is about to be there, in its size. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden="true" className={classes('animate-breathe rounded-lg bg-hover', className)} />
}

export function SkeletonList({ rows = 4, className = 'h-16' }: { rows?: number; className?: string }) {
  return (
    <div className="flex flex-col gap-2.5">
      {Array.from({ length: rows }, (_, i) => (
        <Skeleton key={i} className={className} />
      ))}
    </div>
  )
}

interface EmptyProps {
  icon: IconName
  title: string
  text: ReactNode
  children?: ReactNode
}

/** Where there is nothing yet: what would be here, and the way to it. */
export function Empty({ icon, title, text, children }: EmptyProps) {
  return (
    <div className="flex flex-col items-center rounded-2xl border border-dashed border-line-strong/50 px-6 py-14 text-center">
      <span className="mb-4 flex size-13 items-center justify-center rounded-2xl bg-accent-soft text-accent-ink">
        <Icon name={icon} size={26} />
      </span>
      <h2 className="font-serif text-xl font-medium">{title}</h2>
      <p className="mt-1.5 max-w-md text-soft">{text}</p>
      {children && <div className="mt-5 flex flex-wrap justify-center gap-2">{children}</div>}
    </div>
  )
}

const tones = {
  plain: 'bg-sunken text-soft',
  good: 'bg-accent-soft text-accent-ink',
  warn: 'bg-warning-soft text-warning-ink',
  bad: 'bg-danger-soft text-danger-ink',
}
export type Tone = keyof typeof tones

export function Badge({ tone = 'plain', icon, children }: { tone?: Tone; icon?: IconName; children: ReactNode }) {
  return (
    <span
      className={classes(
        'inline-flex h-6 items-center gap-1 rounded-full px-2 text-xs font-medium whitespace-nowrap',
        tones[tone],
      )}
    >
      {icon && <Icon name={icon} size={13} />}
      {children}
    </span>
  )
}

export function Notice({
  tone = 'warn',
  icon,
  title,
  children,
  action,
}: {
  tone?: Tone
  icon?: IconName
  title?: string
  children?: ReactNode
  action?: ReactNode
}) {
  return (
    <div className={classes('flex flex-wrap items-start gap-x-3 gap-y-2 rounded-xl px-4 py-3', tones[tone])}>
      <Icon name={icon ?? (tone === 'good' ? 'CircleCheck' : 'TriangleAlert')} className="mt-0.5 shrink-0" />
      <div className="min-w-0 flex-1 basis-60">
        {title && <p className="font-medium">{title}</p>}
        {children && <div className="text-sm">{children}</div>}
      </div>
      {action}
    </div>
  )
}

export function Card({ className, children }: { className?: string; children: ReactNode }) {
  return <div className={classes('rounded-2xl border border-line bg-surface shadow-card', className)}>{children}</div>
}

interface BarProps {
  /** 0 to 1; undefined where nobody knows yet. */
  value: number | undefined
  label: string
  tone?: 'accent' | 'second' | 'third'
  className?: string
}

const fills = { accent: 'bg-chart-1', second: 'bg-chart-2', third: 'bg-chart-3' }

export function Bar({ value, label, tone = 'accent', className }: BarProps) {
  const percent = value === undefined ? undefined : Math.round(Math.min(1, Math.max(0, value)) * 100)
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      className={classes('h-1.5 overflow-hidden rounded-full bg-hover', className)}
    >
      <div
        className={classes(
          'h-full rounded-full transition-[width] duration-300',
          fills[tone],
          percent === undefined && 'w-1/4 animate-slide',
        )}
        style={percent === undefined ? undefined : { width: `${percent}%` }}
      />
    </div>
  )
}

/** What a page is called, where it stands, and what can be done on it. */
export function PageHeader({
  title,
  lead,
  above,
  children,
}: {
  title: ReactNode
  lead?: ReactNode
  above?: ReactNode
  children?: ReactNode
}) {
  return (
    <header className="mb-7 flex flex-wrap items-end justify-between gap-x-6 gap-y-4">
      <div className="min-w-0 flex-1 basis-80">
        {above}
        <h1 className="font-serif text-3xl leading-tight font-medium break-words">{title}</h1>
        {lead && <p className="mt-1.5 max-w-2xl text-soft">{lead}</p>}
      </div>
      {children && <div className="flex flex-wrap gap-2">{children}</div>}
    </header>
  )
}
