import { CommandError } from '../command-error.ts'
import { type ClientEvalOptions, evaluateClient } from '../eval/evaluate-client.ts'
import { evaluateDataset } from '../eval/evaluate-dataset.ts'
import { say } from '../terminal.ts'

export interface EvalOptions extends Partial<ClientEvalOptions> {
  dataset?: string
}

/** `renum eval`: how well search finds what is right, on a data set of its own, or on a client's own test questions. */
export async function evaluate({ dataset, client, email, ...options }: EvalOptions): Promise<void> {
  if ((dataset === undefined) === (client === undefined)) {
    throw new CommandError(
      say(
        'Diga com que medir: --dataset ARQUIVO, em uma instalação temporária, ou --client NOME, com as perguntas de teste de um cliente.',
        'Say what to measure with: --dataset FILE, on a temporary install, or --client NAME, on the test questions of a client.',
      ),
    )
  }
  if (dataset !== undefined) return evaluateDataset(dataset, options.json ?? false)
  if (email === undefined || client === undefined) {
    throw new CommandError(say('Diga quem pergunta: --email ENDEREÇO.', 'Say who asks: --email ADDRESS.'))
  }
  return evaluateClient({ ...options, client, email })
}
