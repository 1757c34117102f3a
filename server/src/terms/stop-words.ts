import { fold } from './fold.ts'

/** Words of grammar: articles, prepositions, pronouns, conjunctions, forms of auxiliary verbs, and question words. */
const portuguese = `a o as os um uma uns umas de do da dos das em no na nos nas num numa por pelo pela pelos pelas para pra com sem
  sob sobre entre ate desde e ou mas nem que se porque pois como quando onde qual quais quem quanto quantos quanta quantas ao aos
  eu tu ele ela eles elas voce voces nos me te lhe lhes meu minha meus minhas teu tua seu sua seus suas nosso nossa nossos nossas
  este esta estes estas esse essa esses essas aquele aquela aqueles aquelas isto isso aquilo dele dela deles delas neste nesta
  nesse nessa deste desta desse dessa nao ja so tambem muito mais menos ser sou es e sao era eram foi foram sera serao seria seja
  sejam ter tem tenho tinha tinham teve haver ha houve estar esta estao estava estavam esteja ser sido sendo tendo`
const english = `a an the of to in on at by for with from about into over under and or but nor not if then than so as because while
  that which who whom whose what when where why how is are was were be been being am do does did done has have had having will
  would shall should can could may might must i you he she it we they me him her us them my your his its our their this these
  those there here all any each some such no only own same too very`
const spanish = `el la los las un una unos unas de del en por para con sin sobre entre hasta desde y e o u pero ni que si porque como
  cuando donde cual cuales quien quienes cuanto cuantos al yo tu el ella ellos ellas usted ustedes nosotros me te se le les lo mi
  mis su sus nuestro nuestra nuestros nuestras este esta estos estas ese esa esos esas aquel aquella esto eso no ya muy mas menos
  tambien ser soy es son era eran fue fueron sera sea tener tiene tienen tenia haber hay ha han habia estar esta estan estaba`

const stopWords: Record<'pt' | 'en' | 'es', ReadonlySet<string>> = {
  pt: listed(portuguese),
  en: listed(english),
  es: listed(spanish),
}

/** Whether any of the languages takes a folded word for one of grammar. */
export function isStopWord(word: string): boolean {
  return stopWords.pt.has(word) || stopWords.en.has(word) || stopWords.es.has(word)
}

function listed(words: string): Set<string> {
  return new Set(fold(words).split(/\s+/))
}
