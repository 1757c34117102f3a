import Defuddle, { type DefuddleOptions, type DefuddleResponse } from 'defuddle'
import { Parser } from 'htmlparser2'
import { parseHTML } from 'linkedom'

// Its types say that the class is the module's `default`; at run time it is the module.
const Reader = Defuddle as unknown as new (
  document: object,
  options: DefuddleOptions,
) => { parse(): Pick<DefuddleResponse, 'title' | 'content'> }

/** Fewer letters than this are no article: what is beside it may be what the page is for. */
const leastLetters = 200
/** Nor is a small part of a page that is all content, as a table of prices or an index is. */
const leastShare = 0.2

/** Elements one in the other, and elements in all: what is beyond takes minutes, and no page that people read is. */
const maxElements = { levels: 200, elements: 15_000 }

/**
 * What a page is there to tell, without its navigation, advertising and footers: HTML of the article, headings, lists
 * and tables included, under the page's title. Where nothing stands out it is the HTML of the whole body; where the page
 * is too deep or too large to be looked at so, the page as it is.
 *
 * It builds the page as a document and reads it several times over, which a hostile page makes long: only for the
 * process that one document is parsed in. Asks nothing of the network and runs nothing of the page.
 *
 * @param html the page, decoded
 * @param url where it was found
 */
export function readableHtml(html: string, url: string): string {
  if (isMonstrous(html)) return html
  const whole = bodyOf(html)
  const letters = countLetters(whole.text)
  const article = extract(html, url)
  const found = article === null ? 0 : countLetters(bodyOf(article.content).text)
  if (article === null || found === 0 || (found < leastLetters && found < letters) || found < leastShare * letters) {
    return whole.html
  }
  const { document } = parseHTML('<!doctype html><html><body></body></html>')
  if (article.title !== '' && !/<h1[\s>]/i.test(article.content)) {
    const heading = document.createElement('h1')
    heading.textContent = article.title
    document.body.append(heading)
  }
  return `${document.body.innerHTML}${article.content}`
}

function extract(html: string, url: string): { title: string; content: string } | null {
  const { document } = parseHTML(html)
  // What the library expects of a browser's document and linkedom does not have.
  Object.assign(document, { styleSheets: [], URL: url })
  if (document.defaultView) Object.assign(document.defaultView, { getComputedStyle: () => ({ display: '' }) })
  try {
    // `parse`, unlike `parseAsync`, never asks a site's API.
    const { title, content } = new Reader(document, { url, useAsync: false }).parse()
    return { title: title.trim(), content }
  } catch {
    return null
  }
}

function bodyOf(html: string): { html: string; text: string } {
  const { document } = parseHTML(/<html[\s>]/i.test(html) ? html : `<!doctype html><html><body>${html}</body></html>`)
  for (const element of document.querySelectorAll('script, style, noscript, template')) element.remove()
  const body = document.body ?? document.documentElement
  return { html: body?.innerHTML ?? '', text: body?.textContent ?? '' }
}

function countLetters(text: string): number {
  return text.match(/[\p{L}\p{N}]/gu)?.length ?? 0
}

/** Counted without building anything. */
function isMonstrous(html: string): boolean {
  let [level, deepest, elements] = [0, 0, 0]
  const parser = new Parser({
    onopentagname() {
      elements++
      deepest = Math.max(deepest, ++level)
      // The rest is not worth reading.
      if (deepest > maxElements.levels || elements > maxElements.elements) parser.pause()
    },
    onclosetag: () => level--,
  })
  // In parts: `pause` takes effect between them.
  for (
    let from = 0;
    from < html.length && deepest <= maxElements.levels && elements <= maxElements.elements;
    from += 65_536
  ) {
    parser.write(html.slice(from, from + 65_536))
  }
  return deepest > maxElements.levels || elements > maxElements.elements
}
