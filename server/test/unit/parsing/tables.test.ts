import { describe, expect, it } from 'vitest'
import { chunkDocument } from '../../../src/parsing/chunk-document.ts'
import { readDocument } from '../../../src/parsing/readers.ts'

const options = { ocr: false, onProgress() {}, onRecognise() {}, onRecognised() {} }
const read = async (text: string, type: Parameters<typeof readDocument>[1] = 'text/csv') =>
  readDocument(new TextEncoder().encode(text), type, options)
const linesOf = async (text: string, type?: Parameters<typeof readDocument>[1]) =>
  (await read(text, type)).text.split('\n').filter((line) => line !== '')

describe('the names of columns', () => {
  it.each<[string, string, string[]]>([
    [
      'stand above values of another kind',
      'Bicho;Patas\nGato;4\nCobra;0',
      ['Bicho: Gato | Patas: 4', 'Bicho: Cobra | Patas: 0'],
    ],
    [
      'are what columns are called',
      'Nome;Cidade\nAna;Natal\nBruno;Recife',
      ['Nome: Ana | Cidade: Natal', 'Nome: Bruno | Cidade: Recife'],
    ],
    [
      'are questions',
      'Gostou do curso?;Voltaria?\nSim;Não\nNão;Não',
      ['Gostou do curso?: Sim | Voltaria?: Não', 'Gostou do curso?: Não | Voltaria?: Não'],
    ],
    [
      'are months',
      'Conta;jan/26;fev/26\nÁgua;100;110\nLuz;200;210',
      ['Conta: Água | jan/26: 100 | fev/26: 110', 'Conta: Luz | jan/26: 200 | fev/26: 210'],
    ],
    [
      'are years above what may look like years',
      'Filial;2023;2024\nSul;1950;2001\nNorte;90;12',
      ['Filial: Sul | 2023: 1950 | 2024: 2001', 'Filial: Norte | 2023: 90 | 2024: 12'],
    ],
    [
      'number their columns',
      'Aluno;N1;N2;N3\nAna;7,5;8;9\nBia;6;5;4',
      ['Aluno: Ana | N1: 7,5 | N2: 8 | N3: 9', 'Aluno: Bia | N1: 6 | N2: 5 | N3: 4'],
    ],
    [
      'stand below titles',
      'Extrato de março;;\nConta: 12-3;;\nData;Histórico;Valor\n01/03/2026;Pix;50,00',
      ['Extrato de março', 'Conta: 12-3', 'Data: 01/03/2026 | Histórico: Pix | Valor: 50,00'],
    ],
    [
      'come again on each page of what was printed',
      'Nome;Valor\nAna;1\nNome;Valor\nBruno;2',
      ['Nome: Ana | Valor: 1', 'Nome: Bruno | Valor: 2'],
    ],
    ['go on after empty rows', 'Nome;Valor\n\nAna;1\n\nBruno;2', ['Nome: Ana | Valor: 1', 'Nome: Bruno | Valor: 2']],
    [
      'go on below titles within the table',
      'Item;Qtd;Preço\nFrutas;;\nPera;5;3,00\nVerduras;;\nAlface;3;1,50',
      ['Frutas', 'Item: Pera | Qtd: 5 | Preço: 3,00', 'Verduras', 'Item: Alface | Qtd: 3 | Preço: 1,50'],
    ],
    [
      'are others where another table follows without a gap',
      'Produto;Preço;Estoque\nMesa;1;2\nBanco;3;4\nVendedor;Comissão\nAna;5%',
      [
        'Produto: Mesa | Preço: 1 | Estoque: 2',
        'Produto: Banco | Preço: 3 | Estoque: 4',
        'Vendedor: Ana | Comissão: 5%',
      ],
    ],
    [
      'are said alone where nothing stands below',
      'Nome;Valor;Obs\nAna;1;',
      ['Nome | Valor | Obs', 'Nome: Ana | Valor: 1'],
    ],
  ])('%s', async (_, csv, lines) => {
    expect(await linesOf(csv)).toEqual(lines)
  })

  it.each<[string, string]>([
    ['a row of data', 'Ana;11 9000-0001;1500,00\nBruno;21 9000-0002;1800,50'],
    ['texts above texts', 'Ana;Compras\nBruno;Vendas\nCaio;Fiscal'],
    ['a text that stands in for a number', 'Ana;isento\nBruno;10\nCaio;20'],
    ['what comes again below', 'Ana;SP\nBruno;SP\nCaio;RJ'],
    ['years of birth', 'Ana;1990\nBruno;1985\nCaio;2001'],
    ['a form', 'Nome;Ana Modelo\nCPF;012.345.678-90\nTelefone;(11) 90000-0001\nCidade;Natal'],
    ['numbers', '1;2;3\n4;5;6\n7;8;9'],
  ])('%s is none', async (_, csv) => {
    const lines = csv.split('\n').map((line) => line.replaceAll(';', ' | '))
    expect(await linesOf(csv)).toEqual(lines)
  })

  it.each<[string, string, string[]]>([
    [
      'of words alone',
      'Produto;Cor\nMesa;azul\n\nAna;Natal\nBia;Recife',
      ['Produto: Mesa | Cor: azul', 'Ana | Natal', 'Bia | Recife'],
    ],
    [
      'of words below numbers',
      'Produto;Preço\nMesa;10\n\nAna;Natal\nBia;Recife',
      ['Produto: Mesa | Preço: 10', 'Ana | Natal', 'Bia | Recife'],
    ],
    [
      'in more columns',
      'Produto;Preço\nMesa;10\n\nAna;20;x\nBia;30;y',
      ['Produto: Mesa | Preço: 10', 'Ana | 20 | x', 'Bia | 30 | y'],
    ],
  ])('are not those of a table after it, %s', async (_, csv, lines) => {
    expect(await linesOf(csv)).toEqual(lines)
  })

  it('of any length are whole up to 500 characters, and said once where they are longer', async () => {
    const long = `Considerando ${'tudo o que viu e ouviu, '.repeat(40)}como avalia o curso?`
    const lines = await linesOf(`Setor;${long}\nCompras;Bom\nVendas;Ruim`)
    expect(lines[0]).toBe(`Setor | ${long}`)
    expect(lines[1]).toMatch(/^Setor: Compras \| Considerando .*…: Bom$/)
  })
})

describe('cells that span', () => {
  it.each<[string, string, string[]]>([
    [
      'columns of names, in rows that do not say that they are names',
      '<tr><td rowspan=2>Loja</td><td colspan=2>2025</td></tr><tr><td>Meta</td><td>Real</td></tr><tr><td>Sul</td><td>1</td><td>2</td></tr>',
      ['Loja: Sul | 2025 – Meta: 1 | 2025 – Real: 2'],
    ],
    [
      'all columns, as a title and a remark do',
      '<tr><th colspan=2>Preços</th></tr><tr><th>Item</th><th>Por</th></tr><tr><td>Mesa</td><td>8</td></tr><tr><td colspan=2>Até março</td></tr>',
      ['Preços', 'Item: Mesa | Por: 8', 'Item: Até março'],
    ],
    [
      'rows and columns at once',
      '<tr><th>A</th><th>B</th><th>C</th></tr><tr><td rowspan=2 colspan=2>x</td><td>1</td></tr><tr><td>2</td></tr>',
      ['A | B | C', 'A: x | C: 1', 'A: x | C: 2'],
    ],
    [
      'as far as the table goes',
      '<tr><th>A</th><th>B</th></tr><tr><td rowspan=0>x</td><td>1</td></tr><tr><td>2</td></tr>',
      ['A: x | B: 1', 'A: x | B: 2'],
    ],
  ])('%s', async (_, rows, lines) => {
    expect(await linesOf(`<table>${rows}</table>`, 'text/html')).toEqual(lines)
  })

  it('take no more room than a table may', async () => {
    const cell = '<td colspan=1000000 rowspan=1000000>x</td>'
    const page = new TextEncoder().encode(`<table>${`<tr>${cell.repeat(20)}</tr>`.repeat(300)}</table>`)
    const { chunks } = await chunkDocument(page, 'text/html')
    expect(chunks.length).toBeGreaterThan(0)
  })
})

describe('a page', () => {
  it('says names beside their values where it is a form', async () => {
    const rows = '<tr><th>Nome</th><td>Ana</td></tr><tr><th>CPF</th><td>012</td></tr>'
    expect(await linesOf(`<table>${rows}</table>`, 'text/html')).toEqual(['Nome: Ana', 'CPF: 012'])
  })

  it('has names in bold', async () => {
    const rows = '<tr><td><b>Jogador</b></td><td><strong>Clube</strong></td></tr><tr><td>Ana</td><td>Santos</td></tr>'
    expect(await linesOf(`<table>${rows}</table>`, 'text/html')).toEqual(['Jogador: Ana | Clube: Santos'])
  })

  it('may stand in a text of Markdown', async () => {
    const table = '<table><tr><th>Item</th><th>Preço</th></tr><tr><td>Mesa</td><td>10</td></tr></table>'
    expect(await linesOf(`# Lista\n\n${table}\n\nFim.`, 'text/markdown')).toEqual([
      '# Lista',
      'Item: Mesa | Preço: 10',
      'Fim.',
    ])
  })
})

describe('a row of a CSV', () => {
  it('may be mended in a hundred places, each of which is counted', async () => {
    const rows = Array.from({ length: 100 }, (_, i) => `${i};"aberta ${i};${i}`)
    const { text, warnings } = await read(`codigo;nome;valor\n${rows.join('\n')}`)
    expect(text.split('\n')).toHaveLength(100)
    expect(warnings).toEqual([
      { code: 'rows_mended', count: 100, places: Array.from({ length: 20 }, (_, i) => ({ row: i + 2 })) },
    ])
  })

  it.each<[string, string, string]>([
    ['with a line end in quotes', 'a;nome\n1;"dois\nandares"', 'a: 1 | nome: dois andares'],
    ['with quotes twice', 'a;nome\n1;"o ""grande"" dia"', 'a: 1 | nome: o "grande" dia'],
    ['with quotes within', 'a;nome\n1;cano de 2" e 3"', 'a: 1 | nome: cano de 2" e 3"'],
    ['of an old Mac', 'a;nome\r1;casa\r', 'a: 1 | nome: casa'],
    ['below what says its separator', 'sep=;\na;nome\n1;casa', 'a: 1 | nome: casa'],
  ])('%s', async (_, csv, line) => {
    expect(await linesOf(csv)).toEqual([line])
  })
})
