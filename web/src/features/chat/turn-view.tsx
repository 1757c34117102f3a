import { Link } from '@tanstack/react-router'
import { useId } from 'react'
import { useTranslations } from 'use-intl'
import { useClient } from '../../app/app-context.tsx'
import { Notice } from '../../ui/blocks.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Failure } from '../../ui/query-state.tsx'
import { useToast } from '../../ui/toast.tsx'
import { AnswerText } from './answer-text.tsx'
import { Sources } from './citation.tsx'
import { FeedbackComment, Thumbs, useFeedback } from './feedback.tsx'
import type { Turn } from './turn.ts'

interface TurnViewProps {
  turn: Turn
  /** Asks the same again; absent where nothing can be asked. */
  onAgain?: (() => void) | undefined
  /** Reads on where the connection was lost. */
  onResume: () => void
}

export function TurnView({ turn, onAgain, onResume }: TurnViewProps) {
  const t = useTranslations('chat')
  const id = useId()
  const { question, answer, citations, sentences, found, doing, failure, execution } = turn
  const ended = doing === 'ended'
  // What was stopped, or failed, has not looked to its end.
  const nothing = found === false && execution?.status === 'succeeded'
  const unsupported = sentences.filter(({ verdict }) => verdict === 'unsupported').length
  return (
    <article aria-labelledby={id}>
      <div className="flex justify-end pl-8 sm:pl-16">
        <h2
          id={id}
          className="min-w-0 rounded-2xl rounded-br-md bg-accent-soft px-4 py-2.5 break-words whitespace-pre-line text-ink"
        >
          {question}
        </h2>
      </div>
      <div className="mt-5 flex gap-3.5">
        <span
          aria-hidden="true"
          className="hidden size-8 shrink-0 items-center justify-center rounded-full bg-accent text-on-accent sm:flex"
        >
          <Icon name="Bot" size={18} />
        </span>
        <div className="min-w-0 flex-1" aria-busy={!ended || undefined} data-testid="answer">
          {answer !== '' && <AnswerText text={answer} citations={citations} sentences={sentences} />}
          {!ended && <Doing doing={doing} begun={answer !== ''} />}
          {ended && unsupported > 0 && (
            <div className="mt-4">
              <Notice tone="bad" title={t('unsupportedCount', { count: unsupported })}>
                {t('unsupportedHint')}
              </Notice>
            </div>
          )}
          {!nothing && <Sources citations={citations} />}
          {nothing && <NotFound question={question} />}
          {Boolean(failure) && (
            <div className="mt-3">
              <Failure error={failure} retry={turn.executionId === null ? onAgain : onResume} />
            </div>
          )}
          {execution && <Ending turn={turn} onAgain={onAgain} />}
        </div>
      </div>
    </article>
  )
}

function Doing({ doing, begun }: { doing: Turn['doing']; begun: boolean }) {
  const t = useTranslations('chat')
  const text = doing === 'stopping' ? t('stopping') : doing === 'searching' ? t('searching') : t('writing')
  return (
    <p className={begun ? 'mt-3 flex items-center gap-2 text-sm text-faint' : 'flex h-8 items-center gap-2 text-faint'}>
      <span aria-hidden="true" className="size-2 animate-breathe rounded-full bg-accent" />
      {text}
    </p>
  )
}

function NotFound({ question }: { question: string }) {
  const t = useTranslations('chat')
  const client = useClient()
  return (
    <p className="mt-3 text-sm text-faint">
      {t('notFoundText')}{' '}
      <Link
        to="/c/$client/search"
        params={{ client: client.id }}
        search={{ q: question }}
        className="rounded font-medium text-accent-ink underline"
      >
        {t('notFoundSearch')}
      </Link>
    </p>
  )
}

/** How it ended, what can be done with it, and the way to how it came about. */
function Ending({ turn, onAgain }: { turn: Turn; onAgain: (() => void) | undefined }) {
  const t = useTranslations('chat')
  const client = useClient()
  const toast = useToast()
  const feedback = useFeedback(turn.execution)
  const { execution, answer } = turn
  if (!execution) return null
  const { status, error_message, id } = execution
  const copy = () =>
    void navigator.clipboard.writeText(answer.replace(/\s?\[\d{1,3}\]/g, '')).then(() => toast({ text: t('copied') }))
  return (
    <>
      {(status === 'failed' || status === 'timed_out') && (
        <div className="mt-4" role="alert">
          <Notice
            tone="bad"
            title={error_message ?? t('failed')}
            action={
              onAgain && (
                <Button size="small" icon="RotateCcw" onClick={onAgain}>
                  {t('again')}
                </Button>
              )
            }
          >
            {t('executionNumber', { id })}
          </Notice>
        </div>
      )}
      {status === 'cancelled' && <p className="mt-3 text-sm text-faint">{t('stopped')}</p>}
      <div className="mt-3 -ml-2 flex flex-wrap items-center gap-0.5">
        {onAgain && answer !== '' && <Thumbs feedback={feedback} />}
        {answer !== '' && navigator.clipboard && (
          <IconButton icon="Copy" label={t('copy')} size={16} onClick={copy} className="size-8" />
        )}
        {onAgain && <IconButton icon="RotateCcw" label={t('again')} size={16} onClick={onAgain} className="size-8" />}
        <Link
          to="/c/$client/runs/$run"
          params={{ client: client.id, run: id }}
          className="ml-1 inline-flex h-8 items-center gap-1.5 rounded-lg px-2 text-sm text-soft hover:bg-hover hover:text-ink"
        >
          <Icon name="Activity" size={15} />
          {t('how')}
        </Link>
      </div>
      <FeedbackComment feedback={feedback} />
    </>
  )
}
