import type { ModelDtype } from '../../config.ts'
import type { ModelFolder } from './model-folder.ts'

/** What the process of a model is asked, over IPC, one thing at a time. */
export type Request =
  | { kind: 'download'; model: string; modelsDir: string; dtype: ModelDtype; hubUrl: string }
  | { kind: 'load'; folder: ModelFolder }
  | { kind: 'embed'; text: string }

/** What it answers a request with; `progress` any number of times before. */
export type Answer =
  | { kind: 'progress'; loaded: number; total: number }
  | { kind: 'downloaded' }
  | { kind: 'loaded'; dimensions: number; fingerprint: string }
  | { kind: 'vector'; vector: Float32Array }
  | { kind: 'failed'; reason: 'not_installed' | 'other'; message: string }
