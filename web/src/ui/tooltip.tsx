import { Tooltip as Radix } from 'radix-ui'
import type { ReactElement, ReactNode } from 'react'

interface TooltipProps {
  /** What has the note: it can have the focus. */
  trigger: ReactElement
  children: ReactNode
}

/** A note that is there while its trigger has the pointer or the focus, and that the pointer can go into. */
export function Tooltip({ trigger, children }: TooltipProps) {
  return (
    <Radix.Provider delayDuration={120} skipDelayDuration={200}>
      <Radix.Root>
        <Radix.Trigger asChild>{trigger}</Radix.Trigger>
        <Radix.Portal>
          <Radix.Content
            sideOffset={6}
            collisionPadding={12}
            className="z-60 max-w-[min(22rem,calc(100vw-1.5rem))] animate-rise rounded-xl border border-line bg-surface p-4 text-left shadow-raised"
          >
            {children}
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
    </Radix.Provider>
  )
}
