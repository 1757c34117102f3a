import type { Embedder } from '../../providers/embeddings/embedder.ts'

/** The similarities that a model gives, on average, a question and a text of something else, and a question and its answer. */
export interface Calibration {
  unrelated: number
  related: number
}

/** Questions with their answers, each of another subject. */
const pairs = [
  [
    'Qual é o horário de funcionamento da biblioteca?',
    'A biblioteca abre de segunda a sexta, das oito às vinte e duas horas.',
  ],
  [
    'Como troco o pneu do carro?',
    'Levante o veículo com o macaco e solte os parafusos da roda para substituir o pneu.',
  ],
  ['Qual é a capital da Austrália?', 'Camberra é a capital da Austrália desde 1913.'],
  ['Quanto tempo leva para assar um bolo?', 'O bolo fica no forno por cerca de quarenta minutos.'],
  ['Who painted the Mona Lisa?', 'Leonardo da Vinci painted the Mona Lisa early in the sixteenth century.'],
  ['What is the boiling point of water?', 'At sea level water boils at one hundred degrees Celsius.'],
  [
    'How do I reset my password?',
    'Open the settings of the account and choose a new password in place of the old one.',
  ],
  ['Which vaccine protects against tetanus?', 'The tetanus vaccine is given in childhood and renewed every ten years.'],
] as const

const known = new WeakMap<Embedder, Promise<Calibration>>()

/**
 * How a model's similarities are to be read: those of one begin at 0.7, of another at 0, and no collection says which. Measured once
 * for each embedder, with the first search that needs it. Raises `embeddings_unavailable` where the embedder does.
 */
export function calibrate(embedder: Embedder): Promise<Calibration> {
  let calibration = known.get(embedder)
  if (!calibration) {
    calibration = measure(embedder)
    known.set(embedder, calibration)
    calibration.catch(() => known.delete(embedder))
  }
  return calibration
}

async function measure(embedder: Embedder): Promise<Calibration> {
  const [questions, answers] = await Promise.all([
    embedder.embed(
      pairs.map(([question]) => question),
      'query',
    ),
    embedder.embed(
      pairs.map(([, answer]) => answer),
      'passage',
      { urgent: true },
    ),
  ])
  let related = 0
  let unrelated = 0
  for (const [i, question] of questions.entries()) {
    for (const [j, answer] of answers.entries()) {
      const similarity = question.reduce((sum, value, n) => sum + value * (answer[n] ?? 0), 0)
      if (i === j) related += similarity / pairs.length
      else unrelated += similarity / (pairs.length * (pairs.length - 1))
    }
  }
  return { related, unrelated }
}

/** How near a passage is, as a share of what an answer has: 0 for what has nothing to do with a question, about 1 for its answer. */
export function meaningOf(cosine: number, { unrelated, related }: Calibration): number {
  return related > unrelated ? Math.max(0, (cosine - unrelated) / (related - unrelated)) : 0
}
