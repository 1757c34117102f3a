import { type Tracer, trace } from '@opentelemetry/api'
import type { Logger } from './logger.ts'

export interface TracesConfig {
  /** An OTLP endpoint over HTTP, without `/v1/traces`. */
  url: string
  headers: Record<string, string>
  serviceName: string
  content: boolean
}

export interface Traces {
  tracer: Tracer
  /** Whether questions, answers and what tools are told go along. */
  content: boolean
  /** Sends what is still there, for some seconds at most. */
  close(): Promise<void>
}

const closesWithinMs = 5_000

/** Spans that go nowhere, and cost next to nothing. */
export const noTraces: Traces = { tracer: trace.getTracer('renum'), content: false, close: async () => {} }

/** Spans go to an OTLP endpoint; without one nothing of OpenTelemetry's SDK is loaded. */
export async function openTraces(config: TracesConfig | null, logger: Logger): Promise<Traces> {
  if (config === null) return noTraces
  const [{ BasicTracerProvider, BatchSpanProcessor }, { OTLPTraceExporter }, { resourceFromAttributes }] =
    await Promise.all([
      import('@opentelemetry/sdk-trace-base'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/resources'),
    ])
  const url = `${config.url.replace(/\/$/, '')}/v1/traces`
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': config.serviceName }),
    spanProcessors: [
      new BatchSpanProcessor(new OTLPTraceExporter({ url, headers: config.headers, timeoutMillis: closesWithinMs }), {
        exportTimeoutMillis: closesWithinMs,
      }),
    ],
  })
  return {
    tracer: provider.getTracer('renum'),
    content: config.content,
    close: () => provider.shutdown().catch((err) => logger.warn({ err }, 'the last traces could not be sent')),
  }
}
