import { useRef } from 'react'
import { flushSync } from 'react-dom'
import { useTranslations } from 'use-intl'
import { Button, IconButton } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { useDraftOf } from './use-draft.ts'

const most = 10

/** What the chat offers to ask. Empty lines are kept while one writes, and never asked. */
export function OpeningQuestionsField({
  questions,
  onChange,
}: {
  questions: readonly string[]
  onChange: (questions: string[]) => void
}) {
  const t = useTranslations('editor')
  const draft = useDraftOf()
  const list = useRef<HTMLUListElement>(null)
  const add = () => {
    // Drawn at once: who writes on right away loses no letter.
    flushSync(() => onChange([...questions, '']))
    list.current?.querySelector<HTMLInputElement>('li:last-child input')?.focus()
  }
  return (
    <fieldset>
      <legend className="text-sm font-medium">{t('openingQuestions')}</legend>
      <p className="mt-1 mb-2.5 text-sm text-faint">{t('openingQuestionsHint')}</p>
      <ul ref={list} className="flex flex-col gap-2.5">
        {questions.map((question, i) => (
          <li key={i} className="flex items-end gap-1.5">
            <div className="min-w-0 flex-1">
              <TextField
                label={t('openingQuestion', { number: i + 1 })}
                error={draft.problemOf(`configuration.opening_questions.${i}`)}
                value={question}
                maxLength={300}
                onChange={({ target }) => onChange(questions.map((one, n) => (n === i ? target.value : one)))}
              />
            </div>
            <IconButton
              icon="Trash2"
              label={t('removeQuestion', { number: i + 1 })}
              className="mb-0.5"
              onClick={() => onChange(questions.filter((_, n) => n !== i))}
            />
          </li>
        ))}
      </ul>
      {questions.length < most && (
        <Button icon="Plus" size="small" className="mt-3" onClick={add}>
          {t('addQuestion')}
        </Button>
      )}
    </fieldset>
  )
}
