import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { IconButton } from './button.tsx'
import { classes } from './classes.ts'
import { Icon } from './icon.tsx'

export interface Toast {
  text: string
  /** What helps where the text is of a failure, as the id of the request. */
  note?: string | undefined
  kind?: 'done' | 'failed'
  action?: { label: string; run: () => void }
  /** How long it stays; failures until they are closed. */
  ms?: number
}

interface Shown extends Toast {
  id: number
}

interface Toaster {
  show: (toast: Toast) => () => void
}

const ToasterContext = createContext<Toaster | null>(null)

export function useToast(): Toaster['show'] {
  const toaster = useContext(ToasterContext)
  if (!toaster) throw new Error('useToast outside of ToastProvider')
  return toaster.show
}

export function ToastProvider({ children }: { children: ReactNode }) {
  const t = useTranslations('common')
  const [toasts, setToasts] = useState<Shown[]>([])
  const next = useRef(0)
  const show = useCallback((toast: Toast) => {
    const id = next.current++
    const close = () => setToasts((all) => all.filter((one) => one.id !== id))
    setToasts((all) => [...all.slice(-3), { ...toast, id }])
    const ms = toast.ms ?? (toast.kind === 'failed' ? 12_000 : 5_000)
    setTimeout(close, ms)
    return close
  }, [])
  const toaster = useMemo(() => ({ show }), [show])
  const close = (id: number) => setToasts((all) => all.filter((one) => one.id !== id))
  return (
    <ToasterContext.Provider value={toaster}>
      {children}
      <section
        aria-label={t('notifications')}
        aria-live="polite"
        className="pointer-events-none fixed inset-x-3 bottom-20 z-60 flex flex-col items-center gap-2 md:bottom-5"
      >
        {toasts.map((toast) => (
          <div
            key={toast.id}
            className="pointer-events-auto flex w-full max-w-md animate-rise items-center gap-3 rounded-xl border border-line bg-surface py-2 pr-2 pl-4 shadow-raised"
          >
            <Icon
              name={toast.kind === 'failed' ? 'CircleAlert' : 'CircleCheck'}
              className={classes('shrink-0', toast.kind === 'failed' ? 'text-danger-ink' : 'text-accent-ink')}
            />
            <p className="min-w-0 flex-1 py-1.5">
              {toast.text}
              {toast.note && <span className="block text-xs break-all text-faint">{toast.note}</span>}
            </p>
            {toast.action && (
              <button
                type="button"
                onClick={() => {
                  toast.action?.run()
                  close(toast.id)
                }}
                className="rounded-lg px-3 py-1.5 font-medium text-accent-ink hover:bg-hover"
              >
                {toast.action.label}
              </button>
            )}
            <IconButton icon="X" label={t('close')} size={16} onClick={() => close(toast.id)} />
          </div>
        ))}
      </section>
    </ToasterContext.Provider>
  )
}
