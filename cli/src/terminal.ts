import { RenumError } from '@renum/client'
import { FolderInUseError, PortInUseError } from '@renum/embedded'
import {
  ConfigError,
  ConnectError,
  HostError,
  PortTakenError,
  PreflightError,
  Problem,
  printable,
  SchemaObstructedError,
  UnreleasedSchemaError,
} from '@renum/server'
import { CommandError } from './command-error.ts'
import { DatasetError } from './eval/dataset.ts'
import { language } from './settings.ts'
import { SignInError } from './sign-in-error.ts'

/** Writes lines; whatever they quote of others cannot give the terminal orders. */
export function print(stream: NodeJS.WriteStream, text: string): void {
  stream.write(`${printable(text)}\n`)
}

/** Chooses between the two languages that everything a person reads exists in. */
export function say(pt: string, en: string): string {
  return language() === 'en' ? en : pt
}

/** A number and what it counts. */
export function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`
}

/** What a person reads when a command fails: what is wrong, and what to do. */
export function reportError(error: unknown): string {
  if (error instanceof ConfigError) {
    const lines = error.faults.map(({ name, reason }) => `  ${name}  ${reason[language()]}`)
    return [
      say('A configuração tem erros; nada foi iniciado:', 'The configuration has faults; nothing was started:'),
      ...lines,
    ].join('\n')
  }
  if (error instanceof PreflightError) {
    const lines = error.faults.map((fault) => `  ${fault[language()]}`)
    return [say('Ainda não dá para iniciar:', 'Not ready to start:'), ...lines].join('\n')
  }
  if (
    error instanceof ConnectError ||
    error instanceof UnreleasedSchemaError ||
    error instanceof SchemaObstructedError
  ) {
    return error.text[language()]
  }
  if (error instanceof PortTakenError) return portTaken(error.port, 'PORT')
  if (error instanceof HostError) {
    return say(
      `HOST: ${error.host} não é um endereço desta máquina. Use 127.0.0.1, 0.0.0.0 ou um endereço dela.`,
      `HOST: ${error.host} is no address of this machine. Use 127.0.0.1, 0.0.0.0 or one of its addresses.`,
    )
  }
  if (error instanceof PortInUseError) return portTaken(error.port, error.variable)
  if (error instanceof FolderInUseError) {
    if (!error.owner) {
      return say(
        'Outro processo está começando a usar a pasta de dados. Espere um instante e tente de novo.',
        'Another process is just taking the data folder. Wait a moment and try again.',
      )
    }
    const { pid, command, started_at } = error.owner
    return say(
      `A pasta de dados já está em uso pelo processo ${pid} (${command}, desde ${started_at}). Encerre-o ou escolha outra pasta com RENUM_DATA_DIR.`,
      `The data folder is in use by process ${pid} (${command}, since ${started_at}). Stop it, or choose another folder with RENUM_DATA_DIR.`,
    )
  }
  if (error instanceof DatasetError) {
    const { cause } = error
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT' && 'path' in cause) {
      return say(`O arquivo ${cause.path} não existe.`, `The file ${cause.path} does not exist.`)
    }
    return say(`O conjunto de dados não serve: ${error.message}`, `The data set cannot be used: ${error.message}`)
  }
  if (error instanceof SignInError || error instanceof CommandError) return error.message
  if (error instanceof RenumError) return `${error.message} (${error.code})`
  if (error instanceof Problem) {
    // What was expected says it all itself; of an outage the cause tells more.
    const cause = error.status >= 500 && error.cause instanceof Error ? `\n  ${error.cause.message}` : ''
    return `${error.text(language())}${cause}`
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

function portTaken(port: number, variable: string): string {
  return say(
    `A porta ${port} já está em uso, talvez por outro Renum. Escolha outra com ${variable}=<porta> (0 usa uma livre).`,
    `Port ${port} is taken, perhaps by another Renum. Choose another one with ${variable}=<port> (0 takes a free one).`,
  )
}
