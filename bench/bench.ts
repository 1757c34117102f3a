import type { BenchEnvironment } from './bench-environment.ts'
import type { Figures } from './measure.ts'

interface Size {
  rounds: number
  /** Of one side in one round. */
  seconds: number
  /** Of the data, where a benchmark has much of it. */
  rows: number
}

/** One question to the machine. A new one is a file of its own and a line in main.ts. */
export interface Bench {
  description: string
  /** Rows where the command line does not say how many; a million on a native Postgres, 50,000 on the embedded one. */
  rows?: Record<'native' | 'embedded', number>
  run(environment: BenchEnvironment, size: Size): Promise<BenchResult>
}

interface BenchResult {
  sides: Record<string, Figures>
  /** What is not compared with anything, per second. */
  rates?: Record<string, number>
  ratios: Record<string, number>
  required: Record<string, string>
  /** What the figures were taken on. */
  data?: Record<string, number>
}
