import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { renum } from './renum.ts'

async function outputOf(...args: string[]): Promise<string> {
  const { exit, stdout, stderr } = renum(args)
  await exit
  return stdout() + stderr()
}

describe('the help', () => {
  it('lists each command that there is', async () => {
    const files = await readdir(join(import.meta.dirname, '../src/commands'))
    const listed = (await outputOf('--help')).matchAll(/^ {2}([a-z][a-z-]*)(?=.* {2})/gm)
    const commands = [...files.map((file) => file.replace('.ts', '')), 'help']
    expect([...listed].map(([, name]) => name).sort()).toEqual(commands.sort())
  })

  it.each([['--help'], ['keys', 'generate'], ['bench', '--help']])(
    '%s %s ends quietly where nobody reads on',
    async (...args) => {
      const { child, exit, stderr } = renum(args)
      child.stdout?.destroy()
      await exit
      expect(stderr()).not.toMatch(/EPIPE|\bat .*\.ts/)
    },
  )

  it('lists each benchmark that there is', async () => {
    const known = (await outputOf('bench', '--only', 'none')).matchAll(/^ {2}([a-z-]+) /gm)
    const [, listed] = /--only <name> +([a-z, \n-]+?)\s+--/.exec(await outputOf('bench', '--help')) ?? []
    expect(listed?.split(/,\s*/).sort()).toEqual([...known].map(([, name]) => name).sort())
  })
})
