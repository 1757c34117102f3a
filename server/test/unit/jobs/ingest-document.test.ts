import { expect, it } from 'vitest'
import { endsDocument } from '../../../src/jobs/ingest-document.ts'
import { Problem, type ProblemCode, problems } from '../../../src/problems.ts'

const codes = Object.keys(problems) as ProblemCode[]
const ending = (attempt: number) => codes.filter((code) => endsDocument(new Problem(code), attempt))

it('a document ends of what is the matter with its file or site, and with its client’s quota, and of nothing else', () => {
  const first = ending(1)
  const { fault } = Object.groupBy(
    first.map((code) => new Problem(code)),
    ({ fault }) => (fault === 'file' || fault === 'site' ? 'fault' : 'others'),
  )
  expect(first.filter((code) => !fault?.some((problem) => problem.code === code))).toEqual(['quota_exceeded'])
  // What a database that lacks a grant or keeps a constraint says to a job is for the operator to mend.
  for (const code of ['forbidden', 'conflict', 'not_found', 'invalid_input', 'busy', 'internal'] as const) {
    expect(ending(10), code).not.toContain(code)
  }
})

it('a site that does not answer is asked three times', () => {
  expect(ending(2)).toEqual(ending(1))
  expect(ending(3).filter((code) => !ending(2).includes(code))).toEqual(['url_unreachable', 'url_timeout'])
})
