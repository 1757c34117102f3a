// Started by disposed-stacks.ts as a process of its own, to be killed there.
import { start } from './support.ts'

const stack = await start(process.argv[2] ?? '', { command: 'renum in a test' })
process.once('SIGTERM', () => void stack.stop().then(() => process.exit(0)))
process.stdout.write('ready\n')
