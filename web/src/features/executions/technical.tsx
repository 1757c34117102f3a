import { useTranslations } from 'use-intl'
import type { Execution } from '../../api/execution-stream.ts'
import { Button } from '../../ui/button.tsx'
import { ScrollFrame } from '../../ui/scroll-frame.tsx'
import { useToast } from '../../ui/toast.tsx'
import type { Step } from './queries.ts'

/** Everything as the API gives it. */
export function Technical({ run, steps }: { run: Execution; steps: readonly Step[] }) {
  const t = useTranslations('runs')
  return (
    <>
      {steps.map(({ text: _, ...step }) => (
        <Json key={step.number} title={t('step', { number: step.number, name: step.name })} value={step} />
      ))}
      <Json title={t('whole')} value={run} />
    </>
  )
}

function Json({ title, value }: { title: string; value: unknown }) {
  const t = useTranslations('runs')
  const toast = useToast()
  const text = JSON.stringify(value, null, 2)
  return (
    <section className="rounded-2xl border border-line bg-surface">
      <div className="flex items-center justify-between gap-3 border-b border-line px-4 py-2">
        <h2 className="min-w-0 truncate font-medium">{title}</h2>
        {navigator.clipboard && (
          <Button
            kind="quiet"
            size="small"
            icon="Copy"
            onClick={() => void navigator.clipboard.writeText(text).then(() => toast({ text: t('copied') }))}
          >
            {t('copy')}
          </Button>
        )}
      </div>
      <ScrollFrame label={title} className="max-h-96 overflow-x-auto">
        <pre className="px-4 py-3 font-mono text-xs leading-relaxed">{text}</pre>
      </ScrollFrame>
    </section>
  )
}
