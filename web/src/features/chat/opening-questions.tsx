import { useTranslations } from 'use-intl'
import { Icon } from '../../ui/icon.tsx'

/** Where nothing was asked yet: what could be, each at a press. */
export function OpeningQuestions({
  title,
  text,
  questions,
  onAsk,
}: {
  title?: string
  text?: string
  questions: readonly string[]
  onAsk: (question: string) => void
}) {
  const t = useTranslations('chat')
  return (
    <div className="flex flex-col items-center px-2 py-8 text-center md:py-12">
      <span className="mb-4 flex size-13 items-center justify-center rounded-2xl bg-accent-soft text-accent-ink">
        <Icon name="MessageCircle" size={26} />
      </span>
      <p className="font-serif text-xl font-medium">{title ?? t('empty')}</p>
      <p className="mt-1.5 max-w-md text-balance text-soft">{text ?? t('emptyText')}</p>
      {questions.length > 0 && (
        <ul
          aria-label={t('openingQuestions')}
          className="mt-7 grid w-full max-w-2xl grid-cols-[repeat(auto-fit,minmax(min(14rem,100%),1fr))] gap-2.5"
        >
          {questions.map((question) => (
            <li key={question}>
              <button
                type="button"
                onClick={() => onAsk(question)}
                className="flex h-full w-full items-center gap-3 rounded-xl border border-line bg-surface px-4 py-3 text-left shadow-card transition-colors hover:border-accent"
              >
                <span className="min-w-0 flex-1 break-words">{question}</span>
                <Icon name="ArrowRight" size={16} className="shrink-0 text-faint" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
