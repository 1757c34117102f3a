import { parse, query } from './messages.ts'

const copyFromClient = /(?:^|;)\s*copy\b[^;]*\bfrom\s+stdin\b/i

/** Comments stand where blanks may. */
const comment = /\/\*.*?\*\/|--[^\n]*/gs

/** Only the start of a long message can be a COPY: what follows is data. */
const LOOKED_AT = 16 * 1024

const refusal = `do $$ begin
  raise exception 'COPY FROM STDIN does not work in the embedded database' using errcode = '0A000', hint = 'Use INSERT.';
end $$`

/**
 * Replaces COPY … FROM STDIN by a statement that fails: PGlite looks for the data in the same message, takes its
 * absence for the end of the connection, and exits.
 */
export function refuseCopy(message: Buffer): Buffer {
  const type = String.fromCharCode(message[0] ?? 0)
  if (type !== 'Q' && type !== 'P') return message
  const [first = '', second = ''] = message.subarray(5, LOOKED_AT).toString('latin1').split('\0', 2)
  const statement = (type === 'Q' ? first : second).replace(comment, ' ')
  if (!copyFromClient.test(statement)) return message
  return type === 'Q' ? query(refusal) : parse(first, refusal)
}
