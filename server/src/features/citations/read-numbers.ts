/** Words for numbers, in Portuguese and English, without accents. */
const small: Record<string, number> = {
  zero: 0,
  ...of(1, 'um dois tres quatro cinco seis sete oito nove dez onze doze treze quatorze quinze dezesseis dezessete'),
  ...of(18, 'dezoito dezenove'),
  ...{ uma: 1, duas: 2, catorze: 14 },
  ...of(1, 'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen'),
  ...of(17, 'seventeen eighteen nineteen'),
}
const tens = {
  ...of(20, 'vinte trinta quarenta cinquenta sessenta setenta oitenta noventa', 10),
  ...of(20, 'twenty thirty forty fifty sixty seventy eighty ninety', 10),
}
const hundreds: Record<string, number> = {
  cem: 100,
  cento: 100,
  ...of(200, 'duzentos trezentos quatrocentos quinhentos seiscentos setecentos oitocentos novecentos', 100),
  ...of(200, 'duzentas trezentas quatrocentas quinhentas seiscentas setecentas oitocentas novecentas', 100),
}
const multipliers: Record<string, number> = {
  mil: 1e3,
  thousand: 1e3,
  milhao: 1e6,
  milhoes: 1e6,
  million: 1e6,
  millions: 1e6,
  bilhao: 1e9,
  bilhoes: 1e9,
  billion: 1e9,
  billions: 1e9,
}

function of(first: number, words: string, step = 1): Record<string, number> {
  return Object.fromEntries(words.split(' ').map((word, i) => [word, first + i * step]))
}

/**
 * What digits with separators may mean: `1.234,56` and `1,234.56` are one number, `1.234` is two. Empty for what is no number,
 * as a version or the number of a document.
 */
export function valuesOf(digits: string): number[] {
  const token = digits.replace(/[\u00a0\u202f']/g, '')
  const signs = token.match(/[.,]/g) ?? []
  if (signs.length === 0) return [Number(token)]
  const last = signs.at(-1) as string
  const kinds = new Set(signs)
  if (kinds.size === 2) {
    const [whole = '', decimals = ''] = splitLast(token, last)
    const other = last === '.' ? ',' : '.'
    if (whole.includes(last) || !isGrouped(whole, other)) return []
    return [Number(`${whole.replaceAll(other, '')}.${decimals}`)]
  }
  if (signs.length > 1) return isGrouped(token, last) ? [Number(token.replaceAll(last, ''))] : []
  const [whole = '', decimals = ''] = splitLast(token, last)
  const decimal = Number(`${whole}.${decimals}`)
  return isGrouped(token, last) && !whole.startsWith('0') ? [Number(whole + decimals), decimal] : [decimal]
}

function splitLast(token: string, sign: string): string[] {
  const at = token.lastIndexOf(sign)
  return [token.slice(0, at), token.slice(at + 1)]
}

function isGrouped(whole: string, sign: string): boolean {
  const [first = '', ...rest] = whole.split(sign)
  return /^\d{1,3}$/.test(first) && rest.every((group) => /^\d{3}$/.test(group))
}

/** Numbers that are written as words, with where they stand. `folded`: lower case, without accents. */
export function readNumberWords(folded: string): { start: number; end: number; value: number }[] {
  const found: { start: number; end: number; value: number }[] = []
  let run: { start: number; end: number; total: number; current: number } | undefined
  let joined = false
  const close = () => {
    if (run) found.push({ start: run.start, end: run.end, value: run.total + run.current })
    run = undefined
    joined = false
  }
  let previousEnd = 0
  for (const match of folded.matchAll(/[a-z]+/g)) {
    const [word] = match
    const gap = folded.slice(previousEnd, match.index)
    if (run && !/^(?:[ \u00a0]+|-)$/.test(gap)) close()
    previousEnd = match.index + word.length
    if (run && (word === 'e' || word === 'and')) {
      joined = true
      continue
    }
    const next = step(run, word, joined)
    if (next === undefined) {
      close()
      const first = step(undefined, word, false)
      if (first) run = { start: match.index, end: previousEnd, ...first }
    } else if (run) {
      run = { ...run, end: previousEnd, ...next }
    } else {
      run = { start: match.index, end: previousEnd, ...next }
    }
    joined = false
  }
  close()
  return found
}

function step(run: { total: number; current: number } | undefined, word: string, joined: boolean) {
  const { total, current } = run ?? { total: 0, current: 0 }
  const unit = small[word]
  const ten = tens[word]
  const hundred = hundreds[word]
  if (unit !== undefined) {
    if (!run) return { total, current: unit }
    // `vinte e um`, `twenty-one`, `cento e um`, `mil e um`; but `dois três` are two.
    const fits = current === 0 ? total > 0 : current % 10 === 0 && (current % 100 !== 0 ? unit < 10 : true) && unit > 0
    return fits && (joined || current % 100 !== 10) ? { total, current: current + unit } : undefined
  }
  if (ten !== undefined) return current % 100 === 0 ? { total, current: current + ten } : undefined
  if (hundred !== undefined) return current === 0 ? { total, current: hundred } : undefined
  if (word === 'hundred' && run && current > 0 && current < 10) return { total, current: current * 100 }
  const multiplier = multipliers[word]
  if (multiplier !== undefined && (run || word === 'mil')) {
    return { total: total + (current || 1) * multiplier, current: 0 }
  }
  return undefined
}
