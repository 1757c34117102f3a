/**
 * Public edge of the embedded stack: a small Supabase (Postgres, Auth, Storage) on this machine. Its Auth and Storage over
 * another Postgres are supabase.ts (`@renum/embedded/supabase`), apart because they take a second to load.
 */

export { holdsDatabase } from './data-folder/data-files.ts'
export { findStack } from './data-folder/find-stack.ts'
export { FolderInUseError, PortInUseError, StackFailedError } from './errors.ts'
export { startStack } from './stack.ts'
export type { MailEvent, Stack, StackConnection, StackEvent, StackOptions } from './types.ts'
