import { RenumError, unwrap } from '@renum/client'
import { useQueryClient } from '@tanstack/react-query'
import { createContext, useContext, useEffect, useRef, useState } from 'react'
import { useClient } from '../../app/app-context.tsx'
import { type Agent, agentQuery, type Configuration } from './queries.ts'

type Editable = Pick<Agent, 'name' | 'description' | 'status' | 'configuration'>

export interface Draft extends Editable {
  change: (changes: Partial<Editable>) => void
  /** Changes parts of the configuration. */
  configure: (changes: Partial<Configuration>) => void
  /** Puts another configuration in its place, with what its fields show. */
  replace: (configuration: Configuration) => void
  /** Counts replacements: fields that keep what is typed begin anew with it. */
  revision: number
  /** Says of a field whether what stands in it can be kept. */
  setValid: (path: string, valid: boolean) => void
  state: 'saved' | 'waiting' | 'saving' | 'invalid' | 'failed'
  failure: unknown
  /** What the API says of a field, by its path: `configuration.limits.steps`. */
  problemOf: (path: string) => string | undefined
  /** Keeps what is not kept yet. Raises what kept it from that. */
  save: () => Promise<void>
}

export const DraftContext = createContext<Draft | null>(null)

export function useDraftOf(): Draft {
  const draft = useContext(DraftContext)
  if (!draft) throw new Error('useDraftOf outside of DraftContext')
  return draft
}

/** Says of a field whether what stands in it can be kept, for as long as it is there. */
export function useValidity(path: string, valid: boolean): void {
  const { setValid } = useDraftOf()
  const say = useRef(setValid)
  say.current = setValid
  useEffect(() => {
    say.current(path, valid)
  }, [path, valid])
  useEffect(() => () => say.current(path, true), [path])
}

/** From the last key to when a draft is kept. */
const restMs = 800

/** The draft of an agent, kept as it is written: it answers nobody until it is published. */
export function useDraft(agent: Agent): Draft {
  const client = useClient()
  const cache = useQueryClient()
  const { name, description, status, configuration } = agent
  const [draft, setDraft] = useState<Editable>({ name, description, status, configuration })
  const [revision, setRevision] = useState(0)
  const [invalid, setInvalid] = useState<ReadonlySet<string>>(new Set())
  const [state, setState] = useState<'saved' | 'waiting' | 'saving' | 'failed'>('saved')
  const [failure, setFailure] = useState<unknown>(null)
  const latest = useRef(draft)
  const kept = useRef(draft)
  const faulty = useRef(invalid)
  const running = useRef<Promise<unknown>>(Promise.resolve())
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  const save = async () => {
    clearTimeout(timer.current)
    await running.current.catch(() => {})
    const sent = latest.current
    if (sent === kept.current || faulty.current.size > 0) return
    setState('saving')
    const { name, description, status, configuration } = sent
    // A question that is still to be written is none.
    const opening_questions = configuration.opening_questions.filter((question) => question.trim() !== '')
    const body = {
      name: name.trim(),
      description: description?.trim() || null,
      status,
      configuration: { ...configuration, opening_questions },
    }
    const sending = unwrap(client.renum.PATCH('/v1/agents/{id}', { params: { path: { id: agent.id } }, body }))
    running.current = sending
    try {
      const row = await sending
      kept.current = sent
      cache.setQueryData(agentQuery(client, agent.id).queryKey, row as Agent)
      void cache.invalidateQueries({ queryKey: ['agents', client.id] })
      setFailure(null)
      setState(latest.current === sent ? 'saved' : 'waiting')
    } catch (error) {
      setFailure(error)
      setState('failed')
      throw error
    }
  }
  const later = () => {
    clearTimeout(timer.current)
    setState('waiting')
    timer.current = setTimeout(() => void save().catch(() => {}), restMs)
  }
  const put = (next: Editable) => {
    latest.current = next
    setDraft(next)
    later()
  }
  // What was written just before the page is left is kept too.
  const leaving = useRef(save)
  leaving.current = save
  useEffect(() => {
    const leave = () => void leaving.current().catch(() => {})
    addEventListener('pagehide', leave)
    return () => {
      removeEventListener('pagehide', leave)
      leave()
    }
  }, [])

  return {
    ...draft,
    change: (changes) => put({ ...latest.current, ...changes }),
    configure: (changes) => {
      const { configuration } = latest.current
      put({ ...latest.current, configuration: { ...configuration, ...changes } })
    },
    replace: (next) => {
      setRevision((number) => number + 1)
      faulty.current = new Set()
      setInvalid(faulty.current)
      put({ ...latest.current, configuration: next })
    },
    revision,
    setValid: (path, valid) => {
      if (faulty.current.has(path) === !valid) return
      const next = new Set(faulty.current)
      if (valid) next.delete(path)
      else next.add(path)
      faulty.current = next
      setInvalid(next)
      if (valid && next.size === 0 && latest.current !== kept.current) later()
    },
    state: invalid.size > 0 ? 'invalid' : state,
    failure,
    problemOf: (path) =>
      failure instanceof RenumError && failure.field?.replace(/\[(\d+)\]/g, '.$1').startsWith(path)
        ? failure.message
        : undefined,
    save,
  }
}
