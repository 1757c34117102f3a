/** Files that a text holds as base64, in one line or in lines of 60 and more. */
const addressed =
  /data:[a-z]+\/[\w.+-]{1,80}(?:;[\w=.-]{1,80}){0,5};base64,[A-Za-z\d+/=%]*(?:\s+[A-Za-z\d+/]{60,}={0,2})*(?:\s+[A-Za-z\d+/]*={1,2})?/gi
/** How images, PDFs and zips begin in base64: nothing else is so long and begins so. */
const bare =
  /(?<![A-Za-z\d+/])(?:iVBORw0KGgo|\/9j\/4|R0lGOD|UklGR|JVBERi0|UEsDB|Qk[01]|PHN2Zy)[A-Za-z\d+/]{200,}={0,2}/g

/** A text without the images and files that it holds as base64: only a program reads these. */
export function withoutEmbedded(text: string): string {
  const rest = /;base64,/i.test(text) ? text.replace(addressed, '') : text
  return rest.length < 200 ? rest : rest.replace(bare, '')
}
