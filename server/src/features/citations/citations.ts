export { type CheckedSentence, type Checker, type CitedPassage, createChecker } from './check-answer.ts'
export { splitSentences } from './split-sentences.ts'
