import { Dialog as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { IconButton } from './button.tsx'
import { classes } from './classes.ts'
import { useFocusBack } from './use-focus-back.ts'

interface DialogProps {
  open: boolean
  onClose: () => void
  title: string
  description?: ReactNode
  children: ReactNode
  wide?: boolean
  /** It ends with what it asks for, and not by a press beside it. */
  firm?: boolean
}

export function Dialog({ open, onClose, title, description, children, wide = false, firm = false }: DialogProps) {
  const t = useTranslations('common')
  const focusBack = useFocusBack()
  const stay = firm ? (event: Event) => event.preventDefault() : undefined
  return (
    <Radix.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-appear bg-[rgb(20_17_10/0.45)]" />
        <Radix.Content
          {...focusBack}
          onEscapeKeyDown={stay}
          onPointerDownOutside={stay}
          onInteractOutside={stay}
          {...(description ? {} : { 'aria-describedby': undefined })}
          className={classes(
            'fixed z-50 flex max-h-[92dvh] animate-rise flex-col overflow-hidden border border-line bg-surface shadow-raised',
            'inset-x-0 bottom-0 rounded-t-2xl sm:inset-x-auto sm:top-1/2 sm:bottom-auto sm:left-1/2 sm:w-[calc(100%-2rem)] sm:-translate-x-1/2 sm:-translate-y-1/2 sm:rounded-2xl',
            wide ? 'sm:max-w-2xl' : 'sm:max-w-md',
          )}
        >
          <div className="flex items-start gap-4 px-6 pt-5">
            <div className="min-w-0 flex-1">
              <Radix.Title className="font-serif text-xl leading-tight font-medium">{title}</Radix.Title>
              {description && <Radix.Description className="mt-1.5 text-soft">{description}</Radix.Description>}
            </div>
            {!firm && (
              <Radix.Close asChild>
                <IconButton icon="X" label={t('close')} className="-mt-1 -mr-2" />
              </Radix.Close>
            )}
          </div>
          <div className="overflow-y-auto px-6 pt-4 pb-6">{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

/** The buttons that end a dialog, the one that goes on last. */
export function DialogActions({ children }: { children: ReactNode }) {
  return <div className="mt-6 flex flex-wrap justify-end gap-2">{children}</div>
}
