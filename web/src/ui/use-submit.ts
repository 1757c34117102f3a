import { type FormEvent, useRef, useState } from 'react'
import { useProblemText } from '../api/problem-text.ts'

interface Submitted {
  busy: boolean
  /** What went wrong at the last try. */
  failure: { text: string; note?: string } | null
  onSubmit: (event: FormEvent<HTMLFormElement>) => void
}

/** A form that does something outside: once at a time, its failure in words, and the focus where it was. */
export function useSubmit(work: (fields: Record<string, string>) => Promise<void>): Submitted {
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Submitted['failure']>(null)
  const problemText = useProblemText()
  const working = useRef(false)
  return {
    busy,
    failure,
    onSubmit: (event) => {
      event.preventDefault()
      if (working.current) return
      working.current = true
      const fields: Record<string, string> = {}
      for (const [name, value] of new FormData(event.currentTarget)) if (typeof value === 'string') fields[name] = value
      setBusy(true)
      setFailure(null)
      work(fields)
        .catch((error: unknown) => setFailure(problemText(error)))
        .finally(() => {
          working.current = false
          setBusy(false)
        })
    },
  }
}
