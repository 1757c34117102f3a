import {
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
  useState,
} from 'react'
import { classes } from './classes.ts'
import { Icon } from './icon.tsx'

const box =
  'w-full rounded-lg border border-line-strong/70 bg-surface px-3 text-ink placeholder:text-faint transition-colors hover:border-line-strong focus-visible:border-accent focus-visible:outline-2 focus-visible:outline-offset-0 focus-visible:outline-accent aria-invalid:border-danger disabled:bg-sunken disabled:text-faint'

interface FieldProps {
  label: string
  hint?: ReactNode
  error?: string | null | undefined
  children: (parts: { id: string; describedBy: string | undefined; invalid: boolean }) => ReactNode
}

/** A control with its name, what helps to fill it in, and what is wrong with it. */
export function Field({ label, hint, error, children }: FieldProps) {
  const id = useId()
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ')
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      {children({ id, describedBy: described || undefined, invalid: Boolean(error) })}
      {hint && (
        <p id={`${id}-hint`} className="text-sm text-faint">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} role="alert" className="flex gap-1.5 text-sm text-danger-ink">
          <Icon name="CircleAlert" size={15} className="mt-0.5 shrink-0" />
          {error}
        </p>
      )}
    </div>
  )
}

type Common = Pick<FieldProps, 'label' | 'hint' | 'error'>

export function TextField({ label, hint, error, className, ...rest }: Common & InputHTMLAttributes<HTMLInputElement>) {
  return (
    <Field label={label} hint={hint} error={error}>
      {({ id, describedBy, invalid }) => (
        <input
          id={id}
          aria-describedby={describedBy}
          aria-invalid={invalid || undefined}
          {...rest}
          className={classes(box, 'h-10', className)}
        />
      )}
    </Field>
  )
}

interface PasswordProps extends Common, InputHTMLAttributes<HTMLInputElement> {
  /** The names of the button that shows what was typed, and hides it again. */
  show: string
  hide: string
}

export function PasswordField({ label, hint, error, show, hide, ...rest }: PasswordProps) {
  const [shown, setShown] = useState(false)
  return (
    <Field label={label} hint={hint} error={error}>
      {({ id, describedBy, invalid }) => (
        <div className="relative">
          <input
            id={id}
            type={shown ? 'text' : 'password'}
            aria-describedby={describedBy}
            aria-invalid={invalid || undefined}
            {...rest}
            className={classes(box, 'h-10 pr-11')}
          />
          <button
            type="button"
            aria-label={shown ? hide : show}
            aria-pressed={shown}
            onClick={() => setShown(!shown)}
            className="absolute inset-y-1 right-1 flex w-9 items-center justify-center rounded-md text-faint hover:bg-hover hover:text-ink"
          >
            <Icon name={shown ? 'EyeOff' : 'Eye'} size={17} />
          </button>
        </div>
      )}
    </Field>
  )
}

export function TextArea({ label, hint, error, ...rest }: Common & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  return (
    <Field label={label} hint={hint} error={error}>
      {({ id, describedBy, invalid }) => (
        <textarea
          id={id}
          rows={3}
          aria-describedby={describedBy}
          aria-invalid={invalid || undefined}
          {...rest}
          className={classes(box, 'py-2')}
        />
      )}
    </Field>
  )
}

export function SelectField({
  label,
  hint,
  error,
  children,
  ...rest
}: Common & SelectHTMLAttributes<HTMLSelectElement>) {
  return (
    <Field label={label} hint={hint} error={error}>
      {({ id, describedBy }) => (
        <Select id={id} aria-describedby={describedBy} {...rest}>
          {children}
        </Select>
      )}
    </Field>
  )
}

/** The browser's own list: it works with every keyboard, screen reader and phone. */
export function Select({ className, children, ...rest }: SelectHTMLAttributes<HTMLSelectElement>) {
  return (
    <div className={classes('relative', className)}>
      <select {...rest} className={classes(box, 'h-10 appearance-none pr-9')}>
        {children}
      </select>
      <Icon name="ChevronDown" size={16} className="pointer-events-none absolute top-3 right-3 text-faint" />
    </div>
  )
}

interface SwitchProps {
  label: string
  hint?: string
  checked: boolean
  disabled?: boolean
  onChange: (checked: boolean) => void
}

export function Switch({ label, hint, checked, disabled, onChange }: SwitchProps) {
  const id = useId()
  return (
    <div className="flex items-start gap-3">
      <button
        type="button"
        role="switch"
        id={id}
        aria-checked={checked}
        aria-describedby={hint ? `${id}-hint` : undefined}
        disabled={disabled}
        onClick={() => onChange(!checked)}
        className={classes(
          'relative mt-0.5 h-6 w-10 shrink-0 rounded-full border transition-colors disabled:opacity-50',
          checked ? 'border-accent bg-accent' : 'border-line-strong bg-sunken',
        )}
      >
        <span
          className={classes(
            'absolute top-0.5 left-0.5 size-4.5 rounded-full shadow-card transition-transform',
            checked ? 'translate-x-4 bg-on-accent' : 'bg-line-strong',
          )}
        />
      </button>
      <div>
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        {hint && (
          <p id={`${id}-hint`} className="text-sm text-faint">
            {hint}
          </p>
        )}
      </div>
    </div>
  )
}
