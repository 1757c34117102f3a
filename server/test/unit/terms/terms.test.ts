import { describe, expect, it } from 'vitest'
import { passageTerms } from '../../../src/terms/passage-terms.ts'
import { stem } from '../../../src/terms/stem.ts'
import { termKey, termSpace } from '../../../src/terms/term-id.ts'
import { readBareForms, readWords } from '../../../src/terms/words.ts'

const stems = (text: string) => readWords(text).map((word) => word.stem)

describe('a word', () => {
  it.each([
    'cartão cartões cartao cartoes',
    'licitação licitações licitacao licitacoes',
    'reunião reuniões reuniao',
    'país países',
    'mês meses',
    'fácil fáceis facil',
    'hotel hotéis hoteis',
    'animal animais',
    'nível níveis',
    'possível possíveis possivel',
    'viagem viagens',
    'reembolso reembolsos reembolsar reembolsado',
    'colaborador colaboradores colaboradora colaboradoras',
    'policy policies',
    'company companies',
    'vacation vacations',
    'employee employees',
    'contract contracts',
    'manager managers managing',
    'vacación vacaciones vacacion',
    'trabajador trabajadores',
    'información informações information',
    'FÉRIAS férias ferias',
    'pão pães pao',
    'mão mãos',
    'lei leis',
    'azul azuis',
    'perfil perfis perfiles',
    'barril barris',
    'desfile desfiles',
    'day days',
    'key keys',
    'file files',
    'house houses',
    'purchase purchases',
    'process processes',
    'Straße Strasse STRASSE',
    'İstanbul istanbul ıstanbul',
    'كتاب كـتاب كِتَاب',
    'informação infor\u00admação infor\u200bmação in\u2060formação',
  ])('is one in all its forms: %s', (forms) => {
    expect(new Set(stems(forms)).size, stems(forms).join(' ')).toBe(1)
  })

  it.each(['conta contrato', 'vendas vento', 'prazo preço', 'férias feira', 'multa mutirão'])(
    'is not another one: %s',
    (both) => {
      expect(new Set(stems(both)).size).toBe(2)
    },
  )

  it('has the same stem wherever it stands, and however its accents are composed', () => {
    expect(stems('ação'.normalize('NFD'))).toEqual(stems('ação'))
    expect(stems('the férias report')).toEqual([...stems('the'), ...stems('férias'), ...stems('report')])
    expect(stems('中文 поиск')).toHaveLength(2)
    expect(stems('férias ❤️ 1️⃣')).toHaveLength(2)
    expect(stem('x'.repeat(40))).toBe(stem('x'.repeat(40)))
  })
})

describe('numbers and codes', () => {
  it.each([
    ['CPF do titular: 807.290.222-79', '80729022279'],
    ['CNPJ 12.345.678/0001-95', '12345678000195'],
    ['Pedido PED-37003/E', 'ped37003e'],
    ['a NR-35.', 'nr35'],
    ['CEP 01310-100', '01310100'],
    ['ligue (11) 90000-0001', '11900000001'],
    ['ligue 11 3000-0001', '1130000001'],
    ['R$ 3.200,00', '3200'],
    ['seu e-mail', 'email'],
    ['USD 1,234.56', '1234'],
    ['guarda\u2011chuva', 'guardachuva'],
    ['pré-escola'.normalize('NFD'), 'preescola'],
  ])('%s is also %s', (text, form) => {
    expect(readBareForms(text).map(({ folded }) => folded)).toContain(form)
  })

  it.each(['entregá-lo', 'vende-se', 'e/ou', 'fim. Outro'])('%s has no bare form', (text) => {
    expect(readBareForms(text)).toEqual([])
  })
})

describe('the terms of a passage', () => {
  it('are ascending numbers with a weight each, words of grammar not among the selective ones', () => {
    const { ids, weights, selective } = passageTerms('O prazo de entrega é o prazo da proposta NR-35')
    expect(ids).toEqual([...new Set(ids)].sort((one, other) => one - other))
    expect(ids.every((id) => id >= 0 && id < termSpace)).toBe(true)
    expect(weights.every((weight) => weight > 0 && weight < 2.2)).toBe(true)
    expect(selective.length).toBeLessThan(ids.length)
    const heavy = Math.max(...weights)
    expect(ids[weights.indexOf(heavy)]).toBe(readWords('prazo')[0]?.id)
  })

  it('are no more and no longer than the database holds', () => {
    const ideograph = (n: number) => String.fromCodePoint(0x4e00 + n)
    const pairs = Array.from({ length: 5_000 }, (_, i) => `${ideograph(2 * i)}-${ideograph(2 * i + 1)}`).join(' ')
    const more = Array.from({ length: 2_000 }, (_, i) => ideograph(10_000 + i)).join(' ')
    const { ids, weights } = passageTerms(`${pairs} ${more}`)
    expect(ids.length).toBeLessThanOrEqual(16_000)
    expect(weights.length).toBe(ids.length)
    // One letter that stands for eighteen.
    expect(stems('ﷺ'.repeat(64))[0]?.length).toBeLessThanOrEqual(64)
  })

  it('have another key for each client, and an int4', () => {
    const keys = [0x11111111, -0x0eeeeeef].map((salt) => termKey(7, salt))
    expect(new Set(keys).size).toBe(2)
    for (const key of keys) expect(key).toBe(key | 0)
  })
})
