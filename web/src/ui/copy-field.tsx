import { useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from './button.tsx'
import { Field } from './field.tsx'

/** A text to take along: selected by a press, copied by the button. */
export function CopyField({ label, value }: { label: string; value: string }) {
  const t = useTranslations('common')
  const input = useRef<HTMLInputElement>(null)
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    // Over plain HTTP, from another machine, a page has no clipboard: what is selected can still be copied by hand.
    input.current?.select()
    await navigator.clipboard?.writeText(value).catch(() => {})
    setCopied(true)
    setTimeout(() => setCopied(false), 2_500)
  }
  return (
    <Field label={label}>
      {({ id }) => (
        <div className="flex gap-2">
          <input
            ref={input}
            id={id}
            readOnly
            value={value}
            onFocus={(event) => event.target.select()}
            className="h-10 min-w-0 flex-1 rounded-lg border border-line-strong/70 bg-sunken px-3 text-sm"
          />
          <Button kind="primary" icon={copied ? 'Check' : 'Copy'} onClick={() => void copy()}>
            <span aria-live="polite">{copied ? t('copied') : t('copy')}</span>
          </Button>
        </div>
      )}
    </Field>
  )
}
