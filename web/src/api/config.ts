import { createRenum, type Schemas, unwrap } from '@renum/client'

export type PublicConfig = Schemas['PublicConfig']

/** What this install says of itself. Raises RenumError, RenumConnectionError. */
export function readConfig(): Promise<PublicConfig> {
  return unwrap(createRenum({ url: location.origin }).GET('/v1/config'))
}
