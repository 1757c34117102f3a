import { highlight } from './highlight.ts'

export function Highlighted({ text, query }: { text: string; query: string }) {
  return highlight(text, query).map(({ text: part, marked }, i) =>
    marked ? <mark key={i}>{part}</mark> : <span key={i}>{part}</span>,
  )
}
