/** What numbers are counted in, and names of days and months, in Portuguese and English, without accents. */

export const months: Record<string, number> = numbered(
  'janeiro january jan,fevereiro february fev feb,marco march mar,abril april abr apr,maio may mai,junho june jun,' +
    'julho july jul,agosto august ago aug,setembro september set sep sept,outubro october out oct,' +
    'novembro november nov,dezembro december dez dec',
)
/** Those that may stand alone: `may` and `set` are words of their own. */
export const monthsAlone = new Set(
  'janeiro fevereiro abril maio junho julho agosto setembro outubro novembro dezembro january february march april june july august september october november december'.split(
    ' ',
  ),
)

export const weekdays: Record<string, number> = numbered(
  'segunda-feira monday,terca-feira tuesday,quarta-feira wednesday,quinta-feira thursday,sexta-feira friday,' +
    'sabado saturday,domingo sunday',
)

function numbered(groups: string): Record<string, number> {
  return Object.fromEntries(groups.split(',').flatMap((group, i) => group.split(' ').map((word) => [word, i + 1])))
}

export const units: Record<string, string> = named(
  'day:dia dias day days diaria diarias,week:semana semanas week weeks,month:mes meses month months,' +
    'year:ano anos year years,hour:hora horas h hour hours hr hrs,minute:minuto minutos min mins minute minutes,' +
    'second:segundo segundos seg second seconds,kg:kg quilo quilos kilo kilos kilogram kilograms quilograma quilogramas,' +
    'g:g grama gramas gram grams,km:km quilometro quilometros kilometer kilometers kilometre kilometres,' +
    'm:m metro metros meter meters metre metres,cm:cm centimetro centimetros centimeter centimeters,' +
    'mm:mm milimetro milimetros millimeter millimeters,liter:l litro litros liter liters litre litres,ml:ml,' +
    'kb:kb,mb:mb megabyte megabytes,gb:gb gigabyte gigabytes,tb:tb,degree:grau graus degree degrees,volt:v volt volts,' +
    'watt:w watt watts,kwh:kwh,page:paginas pages',
)
export const qualifiers: Record<string, string> = named(
  'business:util uteis business working,calendar:corrido corridos calendar consecutivo consecutivos consecutive',
)
/** What a number may stand behind: `artigo 5` is not `seção 5`. */
export const labels: Record<string, string> = named(
  'page:pagina pag p page,section:secao section,article:artigo art article,chapter:capitulo cap chapter,' +
    'clause:clausula clause,item:item,annex:anexo annex appendix apendice,version:versao version,table:tabela table,' +
    'figure:figura figure fig,step:passo step etapa,level:nivel level,paragraph:paragrafo paragraph,row:linha row,' +
    'slide:slide,floor:andar floor,room:sala room',
)
export const currencies: Record<string, string> = {
  r$: 'BRL',
  brl: 'BRL',
  real: 'BRL',
  reais: 'BRL',
  us$: 'USD',
  usd: 'USD',
  $: 'USD',
  dolar: 'USD',
  dolares: 'USD',
  dollar: 'USD',
  dollars: 'USD',
  '€': 'EUR',
  eur: 'EUR',
  euro: 'EUR',
  euros: 'EUR',
  '£': 'GBP',
  gbp: 'GBP',
}

function named(groups: string): Record<string, string> {
  return Object.fromEntries(
    groups.split(',').flatMap((group) => {
      const [name = '', words = ''] = group.split(':')
      return words.split(' ').map((word) => [word, name])
    }),
  )
}

/** Words with a capital that the other language writes otherwise. */
export const equivalents: readonly (readonly [string, string])[] = [
  ['brasil', 'brazil'],
  ['brasileiro', 'brazilian'],
  ['brasileira', 'brazilian'],
  ['portugues', 'portuguese'],
  ['ingles', 'english'],
  ['espanhol', 'spanish'],
  ['estados', 'states'],
  ['unidos', 'united'],
  ['recursos', 'resources'],
  ['humanos', 'human'],
  ['rh', 'hr'],
  ['ti', 'it'],
  ['financeiro', 'finance'],
  ['juridico', 'legal'],
  ['vendas', 'sales'],
  ['compras', 'purchasing'],
  ['diretoria', 'board'],
  ['departamento', 'department'],
  ['natal', 'christmas'],
  ['pascoa', 'easter'],
  ['carnaval', 'carnival'],
  ['lei', 'law'],
  ['ministerio', 'ministry'],
  ['governo', 'government'],
  ['europeia', 'european'],
  ['uniao', 'union'],
]
