import { useRef } from 'react'
import { useTranslations } from 'use-intl'
import { Notice } from '../../ui/blocks.tsx'
import { ScrollFrame } from '../../ui/scroll-frame.tsx'
import { Composer } from '../chat/composer.tsx'
import { OpeningQuestions } from '../chat/opening-questions.tsx'
import { ThreadView } from '../chat/thread-view.tsx'
import { useThread } from '../chat/use-thread.ts'
import { useDraftOf } from './use-draft.ts'

/** Asks the draft as it stands, beside where it is written; each question by itself. */
export function TestChat({ agentId }: { agentId: string }) {
  const t = useTranslations('editor')
  const draft = useDraftOf()
  const frame = useRef<HTMLElement>(null)
  const thread = useThread({
    agentId,
    draft: true,
    before: [],
    conversation: async () => {
      await draft.save()
      return undefined
    },
  })
  const open = draft.state !== 'invalid'
  const questions = draft.configuration.opening_questions.filter((question) => question.trim() !== '')
  return (
    <div className="flex h-[calc(100dvh-15rem)] min-h-96 flex-col overflow-hidden rounded-2xl border border-line bg-surface lg:h-[calc(100dvh-7.5rem)]">
      <ScrollFrame ref={frame} label={t('test')} className="flex-1 px-4 py-5 sm:px-5">
        <ThreadView
          thread={thread}
          open={open}
          frame={frame}
          empty={
            <OpeningQuestions title={t('testEmpty')} text={t('testText')} questions={questions} onAsk={thread.ask} />
          }
        />
      </ScrollFrame>
      <div className="border-t border-line p-3">
        {open ? (
          <Composer busy={thread.busy} onAsk={thread.ask} onStop={thread.stop} />
        ) : (
          <Notice tone="plain" icon="Info" title={t('testInvalid')} />
        )}
      </div>
    </div>
  )
}
