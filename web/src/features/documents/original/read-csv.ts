/** The cells of a table of text (RFC 4180), by whichever of comma, semicolon and tab its first line has most of. */
export function readCsv(text: string): string[][] {
  const [line = ''] = text.split('\n', 1)
  const counts = [',', ';', '\t'].map((mark) => ({ mark, count: line.split(mark).length }))
  const { mark: separator } = counts.reduce((best, one) => (one.count > best.count ? one : best))
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let quoted = false
  for (let i = 0; i < text.length; i++) {
    const character = text[i]
    if (quoted) {
      if (character !== '"') cell += character
      else if (text[i + 1] === '"') {
        cell += '"'
        i++
      } else quoted = false
    } else if (character === '"' && cell === '') quoted = true
    else if (character === separator) {
      row.push(cell)
      cell = ''
    } else if (character === '\n') {
      rows.push([...row, cell.replace(/\r$/, '')])
      row = []
      cell = ''
    } else cell += character
  }
  if (cell !== '' || row.length > 0) rows.push([...row, cell])
  return rows
}
