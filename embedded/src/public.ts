/** Public edge of the embedded stack: a small Supabase (Postgres, Auth, Storage) on this machine. */
export { FolderInUseError, PortInUseError, StackFailedError } from './errors.ts'
export { findStack } from './find-stack.ts'
export { startStack } from './stack.ts'
export { type ServedSupabase, type SupabaseOptions, serveSupabase } from './supabase.ts'
export type { MailEvent, Stack, StackConnection, StackEvent, StackOptions } from './types.ts'
