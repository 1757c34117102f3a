import { unwrap } from '@renum/client'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Execution } from '../../api/execution-stream.ts'
import { useProblemText } from '../../api/problem-text.ts'
import { useClient } from '../../app/app-context.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import { TextArea } from '../../ui/field.tsx'
import { useToast } from '../../ui/toast.tsx'

type Rating = 'up' | 'down' | null

/** The two thumbs, as they stand, and where the comment is asked for. */
export function useFeedback(execution: Execution | null) {
  const client = useClient()
  const toast = useToast()
  const problemText = useProblemText()
  const [given, setGiven] = useState<{ rating: Rating; comment: string | null } | null>(null)
  const [open, setOpen] = useState(false)
  const now = given ?? { rating: execution?.rating ?? null, comment: execution?.rating_comment ?? null }
  const rate = async (rating: Rating, comment: string | null) => {
    if (!execution) return
    const before = now
    setGiven({ rating, comment })
    try {
      const params = { path: { id: execution.id } }
      await unwrap(client.renum.POST('/v1/executions/{id}/feedback', { params, body: { rating, comment } }))
    } catch (error) {
      setGiven(before)
      toast({ kind: 'failed', ...problemText(error) })
    }
  }
  return { ...now, open, setOpen, rate }
}

type Feedback = ReturnType<typeof useFeedback>

export function Thumbs({ feedback }: { feedback: Feedback }) {
  const t = useTranslations('chat')
  const { rating, comment, rate, setOpen } = feedback
  const press = (pressed: 'up' | 'down') => {
    const next = rating === pressed ? null : pressed
    setOpen(next !== null)
    void rate(next, next === null ? null : comment)
  }
  return (
    <>
      {(['up', 'down'] as const).map((thumb) => (
        <IconButton
          key={thumb}
          icon={thumb === 'up' ? 'ThumbsUp' : 'ThumbsDown'}
          label={thumb === 'up' ? t('good') : t('bad')}
          size={16}
          aria-pressed={rating === thumb}
          onClick={() => press(thumb)}
          className={classes('size-8', rating === thumb && 'bg-accent-soft text-accent-ink')}
        />
      ))}
    </>
  )
}

export function FeedbackComment({ feedback }: { feedback: Feedback }) {
  const t = useTranslations('chat')
  const common = useTranslations('common')
  const toast = useToast()
  const { rating, comment, open, setOpen, rate } = feedback
  if (!open || rating === null) return null
  return (
    <form
      className="mt-2 flex max-w-lg flex-col gap-2 rounded-xl border border-line bg-surface p-3"
      onSubmit={(event) => {
        event.preventDefault()
        const text = String(new FormData(event.currentTarget).get('comment') ?? '').trim()
        setOpen(false)
        void rate(rating, text || null).then(() => toast({ text: t('thanks') }))
      }}
    >
      <TextArea
        label={rating === 'up' ? t('whatGood') : t('whatBad')}
        name="comment"
        rows={2}
        maxLength={2000}
        defaultValue={comment ?? ''}
      />
      <div className="flex justify-end gap-2">
        <Button size="small" kind="quiet" onClick={() => setOpen(false)}>
          {common('close')}
        </Button>
        <Button size="small" kind="primary" type="submit">
          {t('send')}
        </Button>
      </div>
    </form>
  )
}
