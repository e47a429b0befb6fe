import { type Attributes, SpanStatusCode, trace } from "@opentelemetry/api";

const tracer = trace.getTracer("tongshu");

/**
 * Runs `work` inside a span. Attributes are names and counts of ours; nobody's data, no text of a caller. Without an
 * OpenTelemetry SDK in the process this costs next to nothing.
 */
export function inSpan<T>(name: string, attributes: Attributes, work: () => Promise<T>): Promise<T> {
  return tracer.startActiveSpan(name, { attributes }, async (span) => {
    try {
      return await work();
    } catch (error) {
      // The code and nothing else: a message could quote what was asked for.
      span.setStatus({ code: SpanStatusCode.ERROR, message: String((error as { code?: unknown }).code ?? "INTERNAL") });
      throw error;
    } finally {
      span.end();
    }
  });
}
