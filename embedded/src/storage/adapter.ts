import type { App } from '@supabase/lite'

/** The port that @supabase/lite puts between Storage and its files; the package does not export its type. */
export type StorageAdapter = NonNullable<App['_storageAdapter']>

export type ObjectResponse = Awaited<ReturnType<StorageAdapter['getObject']>>
export type ObjectMetadata = Awaited<ReturnType<StorageAdapter['headObject']>>
export type StoredCopy = Awaited<ReturnType<StorageAdapter['copyObject']>>
export type UploadBody = Parameters<StorageAdapter['uploadObject']>[3]
