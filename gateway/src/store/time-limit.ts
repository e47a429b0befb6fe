/** Something did not end in time. What it does from here on is not waited for. */
export class TimeLimitError extends Error {}

/** Throws TimeLimitError. A process that was itself held up first reads the answer that may have come meanwhile. */
export async function within<T>(timeoutMs: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const expiry = new Promise<never>((_resolve, reject) => {
    const refuse = () => reject(new TimeLimitError(`the hub database did not answer within ${timeoutMs} ms`));
    // Timers that are late run before sockets are read, immediates after.
    timer = setTimeout(() => setImmediate(refuse), timeoutMs);
  });
  try {
    return await Promise.race([work, expiry]);
  } finally {
    clearTimeout(timer);
  }
}
