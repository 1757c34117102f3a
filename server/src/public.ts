/** What the command line runs. Nothing else of the server is anybody else's business. */
export { PreflightError } from './compose.ts'
export {
  type Config,
  ConfigError,
  languageOf,
  readEnvironment,
  readSettings,
  type Settings,
  type SupabaseConfig,
} from './config.ts'
export { ConnectError } from './db/connection/connect-error.ts'
export { UnreleasedSchemaError } from './db/schema/migrations.ts'
export { SchemaObstructedError } from './db/schema/obstacles.ts'
export { examine, type Finding } from './doctor/doctor.ts'
export type {
  ClientFacts,
  DefaultLimits,
  ErasedPerson,
  Exported,
  Limits,
  OperatorEntry,
  Person,
  SignUp,
} from './features/operator/operator.ts'
export { signUps } from './features/operator/operator.ts'
export { type Language, Problem } from './problems.ts'
export { startAll } from './start/all.ts'
export { startApi } from './start/api.ts'
export { apiDescription } from './start/api-description.ts'
export { forgetKey, generateEncryptionKey, type KeyRotation, rotateKeys } from './start/keys.ts'
export { assertPortFree, HostError, PortTakenError } from './start/listen.ts'
export { migrateAll } from './start/migrate.ts'
export { type Operator, openOperator } from './start/operator.ts'
export { prove } from './start/prove-isolation.ts'
export { startWorker } from './start/worker.ts'
export { createLogger, type Logger } from './telemetry/logger.ts'
export { printable } from './telemetry/printable.ts'
