import { type RefObject, useEffect, useMemo, useRef } from 'react'
import { classes } from '../../../ui/classes.ts'
import { locate, type Place, type Span } from '../span.ts'
import { linesOf, type TextLine } from './text-lines.ts'

interface TextViewProps {
  bytes: ArrayBuffer
  markdown: boolean
  span: Span | null
  /** The words of what is cited. */
  passage: string | undefined
}

/** A text, with what is cited marked in it. Markdown looks like what it means: headings, paragraphs, lists. */
export function TextView({ bytes, markdown, span, passage }: TextViewProps) {
  const text = useMemo(() => decode(bytes), [bytes])
  const lines = useMemo(() => linesOf(text, markdown), [text, markdown])
  const cited = useMemo(
    () => (span && passage !== undefined ? locate(text, passage, span.start) : null),
    [text, span, passage],
  )
  const first = useRef<HTMLElement>(null)
  const start = cited?.start
  useEffect(() => {
    if (start !== undefined) first.current?.scrollIntoView({ block: 'center', behavior: 'smooth' })
  }, [start])
  const marked = lines.filter((line) => isIn(line, cited))
  return (
    <div className="bg-surface px-6 py-7 sm:px-10">
      <div className={classes('prose-passage mx-auto max-w-[42rem]', !markdown && 'whitespace-pre-wrap')}>
        {lines.map((line) => (
          <Line key={line.start} line={line} cited={cited} markRef={line === marked[0] ? first : undefined} />
        ))}
      </div>
    </div>
  )
}

const looks: Record<Exclude<TextLine['kind'], 'row'>, string> = {
  title: 'mt-2 mb-3 text-[1.7rem] leading-tight font-medium',
  heading: 'mt-7 mb-2 text-[1.35rem] leading-tight font-medium',
  subheading: 'mt-5 mb-1 text-lg font-semibold',
  rule: 'hidden',
  item: 'pl-4',
  blank: 'h-3',
  line: '',
  prose: 'inline',
}

function Line({
  line,
  cited,
  markRef,
}: {
  line: TextLine
  cited: Place | null
  markRef: RefObject<HTMLElement | null> | undefined
}) {
  const { kind, start, text } = line
  const from = cited && isIn(line, cited) ? Math.max(0, cited.start - start) : 0
  const to = cited && isIn(line, cited) ? Math.min(text.length, cited.end - start) : 0
  if (kind === 'row') {
    const cells = text
      .trim()
      .replace(/^\||\|$/g, '')
      .split('|')
    return (
      <div className="flex gap-4 border-b border-line py-1.5 font-sans text-sm">
        {cells.map((cell, i) => (
          <span key={i} className="min-w-0 flex-1">
            {to > from ? <mark ref={i === 0 ? markRef : undefined}>{cell.trim()}</mark> : cell.trim()}
          </span>
        ))}
      </div>
    )
  }
  return (
    <div className={looks[kind]}>
      {to > from ? (
        <>
          {text.slice(0, from)}
          <mark ref={markRef} className="scroll-my-24" data-testid="marks">
            {text.slice(from, to)}
            {cited && cited.end > start + text.length && ' '}
          </mark>
          {text.slice(to)}
        </>
      ) : (
        text
      )}{' '}
    </div>
  )
}

function isIn({ start, text }: TextLine, cited: Place | null): boolean {
  return cited !== null && text.trim() !== '' && start < cited.end && start + text.length > cited.start
}

/** UTF-8, or what old Windows programs write in this part of the world. */
function decode(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replaceAll('\r\n', '\n')
  } catch {
    return new TextDecoder('windows-1252').decode(bytes).replaceAll('\r\n', '\n')
  }
}
