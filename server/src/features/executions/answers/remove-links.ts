/**
 * Takes out of an answer what would lead out of it, as it streams: images, links and addresses of the web, tags, and characters
 * that nobody sees. A document may tell a model to write them, with what it knows in their address. Addresses of hosts that the
 * asker or the instructions name stay.
 *
 * @param trusted texts that may name hosts: the question, and the instructions
 */
export function createLinkFilter(trusted: readonly string[]) {
  const named = trusted.join(' ').toLowerCase()
  const mayStay = (url: string) => {
    const host = URL.parse(url.startsWith('www.') ? `https://${url}` : url)?.hostname
    return (
      host?.includes('.') === true && new RegExp(`(?<![\\w.-])${host.replaceAll('.', '\\.')}(?![\\w-])`).test(named)
    )
  }
  let held = ''
  const clean = (text: string) =>
    text
      .replace(/[\p{Default_Ignorable_Code_Point}\p{Cc}]/gu, (sign) => ('\n\t'.includes(sign) ? sign : ''))
      .replace(/!\[([^\]]*)\]\([^)]*\)/g, '$1')
      .replace(/\[([^\]]*)\]\(([^)\s]*)[^)]*\)/g, (_, text: string, url: string) =>
        mayStay(url) ? `${text} (${url})` : text,
      )
      .replace(/^[ \t]*\[[^\]\d][^\]]*\]:[ \t]*\S+.*$/gm, '')
      .replace(/<\/?[a-z!][^>]*>/gi, '')
      .replace(
        /(?:\b(?:https?|ftp))?:\/\/[^\s<>"”»)\]]*|\bwww\.[^\s<>"”»)\]]+|\b(?:data|javascript):[^\s]+/gi,
        (url) => (mayStay(url) ? url : '[…]'),
      )
  return {
    /** What may go out of what has come so far. */
    push(delta: string): string {
      held += delta
      const from = Math.min(...unfinished.map((pattern) => pattern.exec(held)?.index ?? held.length))
      // What is held too long is no address.
      const until = held.length - from > longestHeld ? held.length : from
      const out = clean(held.slice(0, until))
      held = held.slice(until)
      return out
    },
    /** The rest. */
    end(): string {
      const out = clean(held)
      held = ''
      return out
    },
  }
}

const longestHeld = 4_000
/** Where something begins that may become one of them: it waits for its end. */
const unfinished = [
  /[\ud800-\udbff]$/,
  /!?\[[^\]\n]*(?:\](?:[(:][^)\n]*)?)?$/,
  /!$/,
  /<(?:[a-z!/][^>\n]*)?$/i,
  /(?:https?|ftp)?:(?:\/(?:\/[^\s<>"”»)\]]*)?)?$/i,
  /\b(?:data|javascript):\S*$/i,
  /\b(?:h|ht|htt|https?|f|ft|ftp|w|ww|www|www\.[^\s<>"”»)\]]*|d|da|dat|data|j|ja|jav|java|javas|javasc|javascr|javascri|javascrip|javascript)$/i,
]
