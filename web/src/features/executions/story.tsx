import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import type { Execution, Output } from '../../api/execution-stream.ts'
import { useClient } from '../../app/app-context.tsx'
import { Notice } from '../../ui/blocks.tsx'
import { classes } from '../../ui/classes.ts'
import { Icon, type IconName } from '../../ui/icon.tsx'
import { AnswerText } from '../chat/answer-text.tsx'
import { Sources } from '../chat/citation.tsx'
import { hasEnded } from '../chat/turn.ts'
import { useFacts } from './facts.ts'
import { peopleQuery, type Step } from './queries.ts'
import { StepDetails } from './step-details.tsx'

const icons = { search: 'Search', model: 'Bot', tool: 'Wrench' } as const satisfies Record<Step['kind'], IconName>

/** What happened, one thing after the other, for somebody who does not program. */
export function Story({ run, steps }: { run: Execution; steps: readonly Step[] }) {
  const t = useTranslations('runs')
  const client = useClient()
  const facts = useFacts()
  const people = useQuery(peopleQuery(client))
  const { output, status } = run
  const nothing = output?.found === false && status === 'succeeded'
  const person = (run.user_id && people.data?.get(run.user_id)) || (run.api_key_id ? t('byKey') : t('somebody'))
  return (
    <ol className="flex flex-col">
      <Chapter icon="User" title={t('asked', { person })} time={facts.moment(run.created_at)}>
        <p className="prose-passage whitespace-pre-line">{run.input.question}</p>
      </Chapter>
      {steps.map((step) => (
        <Chapter key={step.number} icon={icons[step.kind]} title={step.text} bad={step.error_code !== undefined}>
          <StepDetails step={step} />
        </Chapter>
      ))}
      {!hasEnded(run) && <Chapter icon="LoaderCircle" title={t('goesOn')} />}
      {output && output.answer !== '' && (
        <Chapter
          icon="Quote"
          title={nothing ? t('answeredNothing') : status === 'succeeded' ? t('answered') : t('answeredPartly')}
        >
          <AnswerText text={output.answer} citations={output.citations} sentences={output.sentences} />
          {!nothing && <Sources citations={output.citations} />}
        </Chapter>
      )}
      {output && !nothing && output.sentences.length > 0 && <Checked output={output} />}
      {hasEnded(run) && (
        <Chapter
          icon={status === 'succeeded' ? 'CircleCheck' : status === 'cancelled' ? 'Ban' : 'CircleAlert'}
          title={t(`ended_${status as 'succeeded' | 'failed' | 'cancelled' | 'timed_out'}`)}
          time={facts.duration(run) ?? undefined}
          bad={status === 'failed' || status === 'timed_out'}
        >
          {run.error_message && <p>{run.error_message}</p>}
          {run.rating && (
            <p className="flex items-center gap-2 text-soft">
              <Icon name={run.rating === 'up' ? 'ThumbsUp' : 'ThumbsDown'} size={16} className="shrink-0" />
              {run.rating === 'up' ? t('ratedUp') : t('ratedDown')}
              {run.rating_comment && `: “${run.rating_comment}”`}
            </p>
          )}
        </Chapter>
      )}
    </ol>
  )
}

const verdicts = ['supported', 'computed', 'unsupported', 'plain'] as const

/** What became of the check of each sentence. */
function Checked({ output }: { output: Output }) {
  const t = useTranslations('runs')
  const { answer, sentences } = output
  const wrong = sentences.filter(({ verdict }) => verdict === 'unsupported')
  const counts = verdicts
    .map((verdict) => ({ verdict, count: sentences.filter((one) => one.verdict === verdict).length }))
    .filter(({ count }) => count > 0)
  return (
    <Chapter icon="ShieldCheck" title={t('checked', { count: sentences.length })} bad={wrong.length > 0}>
      <ul className="flex flex-col gap-1 text-soft">
        {counts.map(({ verdict, count }) => (
          <li key={verdict}>{t(`verdict_${verdict}`, { count })}</li>
        ))}
      </ul>
      {wrong.map(({ start, end, unsupported }) => (
        <div key={start} className="mt-3">
          <Notice tone="bad" title={t('notInSources', { what: unsupported.map((one) => `“${one}”`).join(', ') })}>
            {answer.slice(start, end).trim()}
          </Notice>
        </div>
      ))}
    </Chapter>
  )
}

interface ChapterProps {
  icon: IconName
  title: string
  time?: string | undefined
  bad?: boolean
  children?: ReactNode
}

function Chapter({ icon, title, time, bad = false, children }: ChapterProps) {
  return (
    <li className="relative flex gap-4 pb-8 last:pb-0 [&:not(:last-child)]:before:absolute [&:not(:last-child)]:before:top-10 [&:not(:last-child)]:before:bottom-1 [&:not(:last-child)]:before:left-[1.0625rem] [&:not(:last-child)]:before:w-px [&:not(:last-child)]:before:bg-line">
      <span
        aria-hidden="true"
        className={classes(
          'flex size-9 shrink-0 items-center justify-center rounded-full',
          bad ? 'bg-danger-soft text-danger-ink' : 'bg-accent-soft text-accent-ink',
        )}
      >
        <Icon name={icon} size={18} className={icon === 'LoaderCircle' ? 'animate-spin' : ''} />
      </span>
      <div className="min-w-0 flex-1 pt-1.5">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4">
          <h2 className="min-w-0 font-medium break-words">{title}</h2>
          {time && <span className="text-sm text-faint tabular">{time}</span>}
        </div>
        {children && <div className="mt-2.5">{children}</div>}
      </div>
    </li>
  )
}
