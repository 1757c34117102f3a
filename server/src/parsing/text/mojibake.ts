import type { Warnings } from '../document/parse-warning.ts'

/** What Windows-1252 makes of the bytes from 0x80 to 0x9f; 0 for those that it leaves out. */
const high = '€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ'

/** Letters of UTF-8 that were read as Windows-1252, and written as UTF-8 again: "licitaÃ§Ã£o", "10Âº", "â€“". */
const doubled = /[ÂÃ][\u0080-\u00bf‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ€]|â[€‚][\u0080-\u00bf‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ€]/g
/** What they are once they are read as they were written. */
const usual = /^[áàâãäéêëíìóòôõöúùûüçñÁÀÂÃÄÉÊËÍÓÔÕÖÚÛÜÇÑªº°§–—‘’“”…•€£«»·´¿¡²³½¼®©\u00a0\u00ad]$/u

/** Mends letters that were encoded twice, and warns of the lines. */
export function mendDoubled(text: string, warnings: Warnings): string {
  if (text.search(doubled) === -1) return text
  let [line, counted] = [1, 0]
  return text.replace(doubled, (found, at: number) => {
    const bytes = Uint8Array.from(found, (letter) => {
      const index = high.indexOf(letter)
      return index === -1 ? letter.charCodeAt(0) : 0x80 + index
    })
    const mended = new TextDecoder().decode(bytes)
    if (!usual.test(mended)) return found
    for (; counted < at; counted++) if (text.charCodeAt(counted) === 10) line++
    warnings.add('encoded_twice', { line })
    return mended
  })
}
