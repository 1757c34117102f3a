import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Turn } from './turn.ts'
import { TurnView } from './turn-view.tsx'
import type { useThread } from './use-thread.ts'

interface ThreadViewProps {
  thread: ReturnType<typeof useThread>
  /** Whether anything can be asked. */
  open: boolean
  /** Where nothing was asked yet. */
  empty: ReactNode
  /** What scrolls, where it is not the page. */
  frame?: RefObject<HTMLElement | null>
}

/** What was asked and answered. A screen reader is told an answer once, when it has ended, and none of its pieces. */
export function ThreadView({ thread, open, empty, frame }: ThreadViewProps) {
  const t = useTranslations('chat')
  const { turns, busy, ask, resume } = thread
  const last = turns.at(-1)
  const [announced, setAnnounced] = useState('')
  const wasBusy = useRef(busy)
  useEffect(() => {
    if (busy) setAnnounced('')
    else if (wasBusy.current && last) setAnnounced(spoken(last) || t('stopped'))
    wasBusy.current = busy
  }, [busy, last, t])
  useEndInView(frame, turns)
  return (
    <>
      {turns.length === 0 ? (
        empty
      ) : (
        <div className="flex flex-col gap-10">
          {turns.map((turn) => (
            <TurnView
              key={turn.key}
              turn={turn}
              onAgain={open && !busy ? () => ask(turn.question) : undefined}
              onResume={() => resume(turn)}
            />
          ))}
        </div>
      )}
      <p role="status" className="sr-only" data-testid="announced">
        {announced}
      </p>
    </>
  )
}

/** An answer as it is read out: without the numbers of its sources. */
function spoken({ answer, execution }: Turn): string {
  return `${answer.replace(/\s?\[\d{1,3}\]/g, '').replace(/[*_`#|]/g, '')} ${execution?.error_message ?? ''}`.trim()
}

/** Keeps the end in view while one is at it; whoever has scrolled up to read is left there. */
function useEndInView(frame: RefObject<HTMLElement | null> | undefined, turns: readonly Turn[]): void {
  const atEnd = useRef(true)
  const count = useRef(turns.length)
  useEffect(() => {
    const scrolls = frame?.current ?? document.documentElement
    const target = frame?.current ?? window
    const onScroll = () => {
      atEnd.current = scrolls.scrollHeight - scrolls.scrollTop - scrolls.clientHeight < 140
    }
    target.addEventListener('scroll', onScroll, { passive: true })
    return () => target.removeEventListener('scroll', onScroll)
  }, [frame])
  useEffect(() => {
    // A question of one's own is always seen.
    if (turns.length > count.current) atEnd.current = true
    count.current = turns.length
    if (!atEnd.current || turns.length === 0) return
    const scrolls = frame?.current ?? document.documentElement
    scrolls.scrollTop = scrolls.scrollHeight
  }, [turns, frame])
}
