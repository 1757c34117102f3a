import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { Problem, type ProblemCode, problems } from '../../src/problems.ts'

const folder = join(import.meta.dirname, '../../src/problems')

it('the catalogue has every problem of every file once', async () => {
  const files = (await readdir(folder)).filter((file) => file !== 'entry.ts')
  const codes: string[] = []
  for (const file of files) {
    for (const group of Object.values(await import(join(folder, file)))) codes.push(...Object.keys(group as object))
  }
  expect(codes.sort()).toEqual(Object.keys(problems).sort())
})

it('what is the fault of the request or of a file is not tried again, unless time alone mends it', () => {
  const entries = Object.keys(problems).map((code) => new Problem(code as ProblemCode))
  const triedAgain = entries.filter(({ retry, fault }) => retry && (fault === 'request' || fault === 'file'))
  expect(triedAgain.map(({ code }) => code).sort()).toEqual([
    'client_switched',
    'rate_limited',
    'still_processing',
    'too_many_at_once',
    'too_many_streams',
  ])
})
