import { type ReactNode, useEffect, useMemo, useRef } from 'react'
import { locate, type Span } from './span.ts'

interface TextViewProps {
  bytes: ArrayBuffer
  markdown: boolean
  span: Span | null
  /** The words of what is cited. */
  passage: string | undefined
}

/** A text, with what is cited marked in it. Of Markdown headings look like headings; every character stays. */
export function TextView({ bytes, markdown, span, passage }: TextViewProps) {
  const text = useMemo(() => decode(bytes), [bytes])
  const cited = useMemo(
    () => (span && passage !== undefined ? locate(text, passage, span.start) : null),
    [text, span, passage],
  )
  const first = useRef<HTMLElement>(null)
  const start = cited?.start
  useEffect(() => {
    if (start !== undefined) first.current?.scrollIntoView({ block: 'center', behavior: 'smooth' })
  }, [start])
  let offset = 0
  let marked = false
  const lines = text.split('\n').map((line, i) => {
    const from = offset
    offset += line.length + 1
    const inside = cited !== null && from < cited.end && offset > cited.start && line.trim() !== ''
    const begins = inside && !marked
    if (inside) marked = true
    return (
      <div key={i} className={markdown ? lineClass(line) : 'min-h-[1.55em]'}>
        {inside ? (
          <Marked line={line} from={cited.start - from} to={cited.end - from} markRef={begins ? first : undefined} />
        ) : (
          line
        )}
      </div>
    )
  })
  return <div className="prose-passage px-6 py-6 whitespace-pre-wrap [content-visibility:auto] sm:px-9">{lines}</div>
}

function Marked({
  line,
  from,
  to,
  markRef,
}: {
  line: string
  from: number
  to: number
  markRef: React.RefObject<HTMLElement | null> | undefined
}): ReactNode {
  const start = Math.max(0, from)
  const end = Math.min(line.length, to)
  return (
    <>
      {line.slice(0, start)}
      <mark ref={markRef} className="scroll-my-24" data-testid="marks">
        {line.slice(start, end)}
      </mark>
      {line.slice(end)}
    </>
  )
}

function lineClass(line: string): string {
  if (/^# /.test(line)) return 'mt-2 mb-1 text-2xl font-medium'
  if (/^## /.test(line)) return 'mt-2 mb-1 text-xl font-medium'
  if (/^#{3,6} /.test(line)) return 'mt-1 font-semibold'
  if (/^\s*\|/.test(line)) return 'font-sans text-sm'
  return 'min-h-[1.55em]'
}

/** UTF-8, or what old Windows programs write in this part of the world. */
function decode(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replaceAll('\r\n', '\n')
  } catch {
    return new TextDecoder('windows-1252').decode(bytes).replaceAll('\r\n', '\n')
  }
}
