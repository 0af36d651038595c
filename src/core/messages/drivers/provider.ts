/** How long a provider may take to answer before the attempt counts as failed, in milliseconds. */
export const PROVIDER_TIMEOUT_MS = 10_000

export interface ProviderAnswer {
  status: number
  body: Record<string, unknown>
}

/**
 * Posts to a provider and reads its JSON answer, whatever the HTTP status. Errors name the provider and the kind of
 * failure only: address and headers of the request hold signatures, phone numbers and codes.
 */
export async function postToProvider(provider: string, url: URL, request: { headers: Record<string, string>, body?: string }, timeoutMs: number): Promise<ProviderAnswer> {
  let status: number
  let text: string
  try {
    const response = await fetch(url, { method: 'POST', ...request, redirect: 'error', signal: AbortSignal.timeout(timeoutMs) })
    status = response.status
    text = await response.text()
  } catch (error) {
    if ((error as Error).name === 'TimeoutError') throw new Error(`${provider} did not answer within ${timeoutMs} ms`)
    const { code = 'no connection' } = ((error as Error).cause ?? {}) as { code?: string }
    throw new Error(`${provider} could not be reached: ${code}`)
  }
  const body = parseObject(text)
  if (!body) throw new Error(`${provider} answered HTTP ${status} without JSON`)
  return { status, body }
}

/** A provider's code as it may stand in an error: its texts can repeat what we sent, its codes can't. */
export function safeCode(code: unknown): string {
  return typeof code === 'string' && /^[\w.]{1,64}$/.test(code) ? code : 'without a code'
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value as Record<string, unknown> : null
  } catch {
    return null
  }
}
