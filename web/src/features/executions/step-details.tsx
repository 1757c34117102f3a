import { Link } from '@tanstack/react-router'
import { useFormatter, useTranslations } from 'use-intl'
import type { Citation } from '../../api/execution-stream.ts'
import { useClient } from '../../app/app-context.tsx'
import { Bar } from '../../ui/blocks.tsx'
import { useLocationText } from '../documents/location-text.ts'
import type { Step } from './queries.ts'

/** A passage as the trace keeps it: a citation without its quote. */
type Passage = Omit<Citation, 'quote' | 'quote_start'>

/** What a step was given and what came of it, as far as a person asks. */
export function StepDetails({ step }: { step: Step }) {
  const t = useTranslations('runs')
  const passages = passagesOf(step.output)
  if (step.kind === 'model') return <Said step={step} />
  return (
    <>
      {step.kind === 'tool' && <Given input={step.input} />}
      {passages.length > 0 ? (
        <Passages passages={passages} />
      ) : (
        step.error_code === undefined && <p className="text-soft">{t('foundNothing')}</p>
      )}
    </>
  )
}

function Passages({ passages }: { passages: readonly Passage[] }) {
  const t = useTranslations('runs')
  const client = useClient()
  const format = useFormatter()
  const locationText = useLocationText()
  return (
    <ol aria-label={t('passages')} className="flex flex-col rounded-xl border border-line bg-surface">
      {passages.map(({ number, document_id, document_name, version, chunk_id, location, score }) => (
        <li
          key={chunk_id}
          className="relative flex items-center gap-3 border-b border-line px-3.5 py-2 last:border-0 hover:bg-sunken"
        >
          <span className="w-5 shrink-0 text-right text-sm text-faint tabular">{number}</span>
          <div className="min-w-0 flex-1">
            <Link
              to="/c/$client/documents/$document"
              params={{ client: client.id, document: document_id }}
              search={{ start: location.start, end: location.end, version, chunk: chunk_id }}
              className="block truncate text-sm font-medium after:absolute after:inset-0"
            >
              {document_name}
            </Link>
            <p className="truncate text-xs text-faint">{locationText(location)}</p>
          </div>
          {score > 0 && (
            <div className="flex w-24 shrink-0 items-center gap-2 sm:w-36">
              <Bar value={score} label={t('score', { number })} className="flex-1" />
              <span className="w-9 text-right text-xs text-soft tabular">
                {format.number(score, { minimumFractionDigits: 2, maximumFractionDigits: 2 })}
              </span>
            </div>
          )}
        </li>
      ))}
    </ol>
  )
}

/** What a model was asked with, and what it said. */
function Said({ step }: { step: Step }) {
  const t = useTranslations('runs')
  const { messages, max_output_tokens } = record(step.input)
  const { text, calls } = record(step.output)
  return (
    <div className="flex flex-col gap-2 text-soft">
      {typeof messages === 'number' && typeof max_output_tokens === 'number' && (
        <p>{t('given', { messages, most: max_output_tokens })}</p>
      )}
      {Array.isArray(calls) &&
        calls.map((call, i) => <p key={i}>{t('wantedTool', { tool: String(record(call).tool ?? '') })}</p>)}
      {typeof text === 'string' && text !== '' && (
        <details className="rounded-xl border border-line bg-surface px-3.5 py-2.5">
          <summary className="rounded text-sm font-medium text-ink">{t('said')}</summary>
          <p className="prose-passage mt-2 whitespace-pre-line">{text}</p>
        </details>
      )}
    </div>
  )
}

/** What a tool was called with. */
function Given({ input }: { input: unknown }) {
  const text = typeof input === 'string' ? input : JSON.stringify(input)
  return <p className="mb-2.5 rounded-lg bg-sunken px-3 py-2 font-mono text-sm break-words text-soft">{text}</p>
}

/** The trace keeps what each step told as it was: what it has is looked at before it is shown. */
function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}

function passagesOf(output: unknown): Passage[] {
  const { passages } = record(output)
  return Array.isArray(passages) ? (passages as Passage[]) : []
}
