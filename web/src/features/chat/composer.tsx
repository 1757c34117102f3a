import { type FormEvent, type KeyboardEvent, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Icon } from '../../ui/icon.tsx'

interface ComposerProps {
  busy: boolean
  onAsk: (question: string) => void
  onStop: () => void
}

/** The question: Enter asks it, with Shift it goes on in another line. While an answer comes it can be stopped. */
export function Composer({ busy, onAsk, onStop }: ComposerProps) {
  const t = useTranslations('chat')
  const [text, setText] = useState('')
  const field = useRef<HTMLTextAreaElement>(null)
  const ask = () => {
    const question = text.trim()
    if (question === '' || busy) return
    setText('')
    onAsk(question)
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    ask()
    field.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // With an input method Enter chooses what it offers.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    ask()
  }
  return (
    <form
      onSubmit={onSubmit}
      className="flex items-end gap-2 rounded-2xl border border-line-strong/70 bg-surface p-2 shadow-raised focus-within:border-accent focus-within:outline-2 focus-within:outline-accent"
    >
      <textarea
        ref={field}
        value={text}
        rows={1}
        maxLength={10_000}
        aria-label={t('question')}
        placeholder={t('placeholder')}
        onChange={({ target }) => setText(target.value)}
        onKeyDown={onKeyDown}
        className="field-sizing-content max-h-40 min-h-10 min-w-0 flex-1 resize-none bg-transparent px-2.5 py-2 outline-none placeholder:text-faint"
      />
      {busy ? (
        <button
          type="button"
          aria-label={t('stop')}
          title={t('stop')}
          onClick={onStop}
          className="inline-flex size-10 shrink-0 items-center justify-center rounded-xl border border-line bg-sunken text-ink hover:bg-hover"
        >
          <Icon name="Square" size={18} />
        </button>
      ) : (
        <button
          type="submit"
          aria-label={t('ask')}
          title={t('ask')}
          aria-disabled={text.trim() === '' || undefined}
          className="inline-flex size-10 shrink-0 items-center justify-center rounded-xl bg-accent text-on-accent transition-colors hover:bg-accent-hover"
        >
          <Icon name="ArrowUp" size={20} />
        </button>
      )}
    </form>
  )
}
