import { type ReactNode, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import type { Citation, Sentence } from '../../api/execution-stream.ts'
import { classes } from '../../ui/classes.ts'
import { Icon } from '../../ui/icon.tsx'
import { Tooltip } from '../../ui/tooltip.tsx'
import { answerBlocks, bySentence, type Leaf } from './answer-blocks.ts'
import { CitationChip } from './citation.tsx'

interface AnswerTextProps {
  text: string
  citations: readonly Citation[]
  sentences: readonly Sentence[]
}

/** An answer with its sources in it, and with what is to be known of its sentences. */
export function AnswerText({ text, citations, sentences }: AnswerTextProps) {
  const blocks = useMemo(() => answerBlocks(text), [text])
  // The others are as they should be.
  const marked = useMemo(
    () => sentences.filter(({ verdict }) => verdict === 'unsupported' || verdict === 'computed'),
    [sentences],
  )
  const show = (leaves: Leaf[]) => <Leaves leaves={leaves} citations={citations} sentences={marked} />
  return (
    <div className="prose-passage flex flex-col gap-3">
      {blocks.map((block, i) => {
        switch (block.kind) {
          case 'bullets':
          case 'numbers': {
            const items = block.items.map((leaves, n) => (
              <li key={n} className="pl-1">
                {show(leaves)}
              </li>
            ))
            return block.kind === 'bullets' ? (
              <ul key={i} className="flex list-disc flex-col gap-1.5 pl-5">
                {items}
              </ul>
            ) : (
              <ol key={i} start={block.first} className="flex list-decimal flex-col gap-1.5 pl-6">
                {items}
              </ol>
            )
          }
          case 'table':
            return <Table key={i} rows={block.rows} show={show} />
          case 'code':
            return (
              <pre key={i} className="rounded-lg bg-sunken p-3 font-mono text-sm whitespace-pre-wrap">
                {show(block.leaves)}
              </pre>
            )
          case 'heading':
            return (
              <p key={i} className="mt-1 font-semibold">
                {show(block.leaves)}
              </p>
            )
          case 'quote':
            return (
              <blockquote key={i} className="border-l-2 border-accent pl-4">
                {show(block.leaves)}
              </blockquote>
            )
          default:
            return (
              <p key={i} className="whitespace-pre-line">
                {show(block.leaves)}
              </p>
            )
        }
      })}
    </div>
  )
}

function Table({ rows, show }: { rows: Leaf[][][]; show: (leaves: Leaf[]) => ReactNode }) {
  const [head, ...body] = rows
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard (WCAG 2.1.1)
    <div className="overflow-x-auto" tabIndex={0}>
      <table className="w-full font-sans text-sm">
        <thead>
          <tr>
            {head?.map((cell, n) => (
              <th key={n} className="border-b border-line-strong px-2 py-1.5 text-left font-semibold">
                {show(cell)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {body.map((cells, n) => (
            <tr key={n} className="border-b border-line last:border-0">
              {cells.map((cell, m) => (
                <td key={m} className="px-2 py-1.5 align-top">
                  {show(cell)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Leaves({ leaves, citations, sentences }: { leaves: Leaf[] } & Omit<AnswerTextProps, 'text'>) {
  return bySentence(leaves, sentences).map(({ sentence, leaves, ends }) => {
    const words = leaves.map((leaf) => <Words key={leaf.start} leaf={leaf} citations={citations} />)
    const key = leaves[0]?.start
    if (!sentence) return <span key={key}>{words}</span>
    const unsupported = sentence.verdict === 'unsupported'
    return (
      <span
        key={key}
        data-verdict={sentence.verdict}
        className={classes(
          'underline underline-offset-4',
          unsupported ? 'decoration-danger decoration-wavy decoration-1' : 'decoration-line-strong decoration-dotted',
        )}
      >
        {words}
        {ends && <VerdictMark sentence={sentence} />}
      </span>
    )
  })
}

function Words({ leaf, citations }: { leaf: Leaf; citations: readonly Citation[] }) {
  if (leaf.number !== undefined) {
    const citation = citations.find(({ number }) => number === leaf.number)
    return citation ? <CitationChip citation={citation} /> : leaf.text
  }
  if (leaf.code) return <code className="rounded bg-sunken px-1 font-mono text-[0.9em]">{leaf.text}</code>
  if (!leaf.strong && !leaf.emphasis) return leaf.text
  const text = leaf.emphasis ? <em>{leaf.text}</em> : leaf.text
  return leaf.strong ? <strong className="font-semibold">{text}</strong> : text
}

/** What is to be known of a sentence, at its end. */
function VerdictMark({ sentence }: { sentence: Sentence }) {
  const t = useTranslations('chat')
  const unsupported = sentence.verdict === 'unsupported'
  const name = unsupported ? t('unsupported') : t('computed')
  return (
    <Tooltip
      trigger={
        <button
          type="button"
          aria-label={name}
          className={classes(
            'mr-1.5 ml-0.5 inline-flex h-5.5 items-center gap-1 rounded-full px-1.5 align-[0.05em] font-sans text-xs font-medium no-underline',
            unsupported ? 'bg-danger-soft text-danger-ink' : 'bg-sunken text-soft',
          )}
        >
          <Icon name={unsupported ? 'TriangleAlert' : 'Calculator'} size={13} />
          {name}
        </button>
      }
    >
      <p className="font-medium">{unsupported ? t('unsupportedTitle') : t('computedTitle')}</p>
      <p className="mt-1 text-sm text-soft">
        {unsupported
          ? t('unsupportedText', { what: sentence.unsupported.map((what) => `“${what}”`).join(', ') })
          : t('computedText')}
      </p>
    </Tooltip>
  )
}
