import { describe, expect, it } from 'vitest'
import { describeProgress, type Ingestion } from '../../../src/features/ingestion/progress.ts'

const began = Date.UTC(2026, 10, 23, 12, 0, 0)
const at = (seconds: number) => new Date(began + seconds * 1000).toISOString()
const row: Ingestion = {
  document_id: '1',
  collection_id: '2',
  version_number: 1,
  status: 'processing',
  step: 'embedding',
  unit: 'chunks',
  done: 60,
  total: 100,
  done_before: 20,
  attempt: 2,
  running: true,
  last_error_code: null,
  started_at: at(-60),
  step_started_at: at(0),
  updated_at: at(10),
  document_revision: 7,
  current_version: null,
  chunk_count: 0,
  pending: null,
}
const describeAt = (seconds: number, changes: Partial<Ingestion> = {}, workers = 1) =>
  describeProgress({ ...row, ...changes }, began + seconds * 1000, workers)

describe('progress', () => {
  it('counts the speed of this attempt alone, and what is left of the step', () => {
    expect(describeAt(10)).toMatchObject({ per_second: 4, seconds_left: 10, percent: 86, waiting_for: null })
  })

  it('says nothing of a speed where nothing has moved, or nothing is counted', () => {
    expect(describeAt(10, { done: 20 })).toMatchObject({ per_second: null, seconds_left: null })
    expect(describeAt(10, { unit: null })).toMatchObject({ per_second: null, seconds_left: null })
    expect(describeAt(10, { total: null })).toMatchObject({ per_second: 4, seconds_left: null, percent: 80 })
  })

  it.each([
    ['worker', { running: false, attempt: 0 }, 0],
    ['turn', { running: false, attempt: 0 }, 1],
    ['retry', { running: false, last_error_code: 'embeddings_unavailable' }, 1],
    ['turn', { running: false }, 1],
    ['worker', { running: false }, 0],
    [null, { running: false, status: 'cancelled' }, 0],
  ] as const)('waits for %s', (waiting_for, changes, workers) => {
    expect(describeAt(10, changes, workers).waiting_for).toBe(waiting_for)
  })

  it('waits for a worker where the one that had it is gone', () => {
    expect(describeAt(15, {}, 0).waiting_for).toBeNull()
    expect(describeAt(60, {}, 0).waiting_for).toBe('worker')
  })

  it('is whole only once the version can be searched', () => {
    expect(describeAt(10, { step: 'storing', done: 100 }).percent).toBe(99)
    expect(describeAt(10, { step: 'finished', status: 'ready', done: 100 })).toMatchObject({
      percent: 100,
      per_second: null,
    })
  })

  it('has vectors of the version that searches find, from the first on', () => {
    expect(describeAt(10).embedding).toBeNull()
    expect(describeAt(10, { current_version: 1, chunk_count: 30 }).embedding).toMatchObject({
      status: 'ready',
      done: 30,
      total: 30,
      waiting_for: null,
    })
  })

  const pending = {
    status: 'pending',
    missing_count: 20,
    begun_at: at(0),
    missing_at_begin: 30,
    held_until: null,
    error_code: null,
    updated_at: at(5),
  }
  it.each([
    [null, {}, 1],
    [null, {}, 0],
    ['turn', { begun_at: null, missing_at_begin: null }, 1],
    ['worker', { begun_at: null, missing_at_begin: null }, 0],
    ['embedder', { held_until: at(20), error_code: 'embeddings_unavailable' }, 1],
    [null, { held_until: at(9) }, 1],
    ['turn', { updated_at: at(-60) }, 1],
  ] as const)('waits for %s with its vectors', (waiting_for, changes, workers) => {
    const published = { current_version: 1, chunk_count: 30, pending: { ...pending, ...changes } }
    expect(describeAt(10, published, workers).embedding).toMatchObject({ done: 10, total: 30, waiting_for })
  })

  it('counts the speed of vectors since they were begun', () => {
    const published = { current_version: 1, chunk_count: 30, pending }
    expect(describeAt(10, published).embedding).toMatchObject({ per_second: 2, seconds_left: 10 })
  })
})
