/** Something did not end in time. What it does from here on is not waited for. */
export class TimeLimitError extends Error {}

export async function within<T>(timeoutMs: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const expiry = new Promise<never>((_resolve, reject) => {
    const refuse = () => reject(new TimeLimitError(`the hub database did not answer within ${timeoutMs} ms`));
    timer = setTimeout(refuse, timeoutMs);
  });
  try {
    return await Promise.race([work, expiry]);
  } finally {
    clearTimeout(timer);
  }
}
