import type { ButtonHTMLAttributes, ReactNode } from 'react'
import { classes } from './classes.ts'
import { Icon, type IconName } from './icon.tsx'

export type ButtonKind = 'primary' | 'secondary' | 'quiet' | 'danger'

const kinds: Record<ButtonKind, string> = {
  primary: 'bg-accent text-on-accent hover:bg-accent-hover shadow-card',
  secondary: 'bg-surface text-ink border border-line hover:bg-hover shadow-card',
  quiet: 'text-soft hover:bg-hover hover:text-ink',
  danger: 'bg-danger text-on-danger hover:bg-danger-hover shadow-card',
}
const sizes = { small: 'h-8 px-2.5 text-sm gap-1.5', medium: 'h-10 px-4 gap-2', large: 'h-11 px-5 gap-2 text-base' }

export function buttonClasses(kind: ButtonKind = 'secondary', size: keyof typeof sizes = 'medium'): string {
  return classes(
    'inline-flex shrink-0 items-center justify-center rounded-lg font-medium whitespace-nowrap transition-colors select-none',
    'disabled:opacity-55 disabled:cursor-not-allowed',
    kinds[kind],
    sizes[size],
  )
}

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  kind?: ButtonKind
  size?: keyof typeof sizes
  icon?: IconName
  /** Turns while what it started goes on; it takes no second press meanwhile. */
  busy?: boolean
  children: ReactNode
}

export function Button({ kind, size, icon, busy = false, className, children, onClick, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      // Not `disabled`: the focus stays where it is.
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      className={classes(buttonClasses(kind, size), className)}
    >
      {busy ? (
        <Icon name="LoaderCircle" size={16} className="animate-spin" />
      ) : (
        icon && <Icon name={icon} size={size === 'small' ? 15 : 17} />
      )}
      {children}
    </button>
  )
}

interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  icon: IconName
  /** Its name, for those who do not see the drawing. */
  label: string
  size?: number
}

export function IconButton({ icon, label, size = 18, className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      {...rest}
      className={classes(
        'inline-flex size-9 shrink-0 items-center justify-center rounded-lg text-soft transition-colors hover:bg-hover hover:text-ink disabled:opacity-50',
        className,
      )}
    >
      <Icon name={icon} size={size} />
    </button>
  )
}
