import { calcPrice } from '@pydantic/genai-prices'

/** Tokens of a call. `cached`: of those that were read. */
export interface CallTokens {
  input: number
  output: number
  cached?: number
}

/**
 * What a call costs, in US dollars, by a price list that is kept with the package; null where it has no price for the model,
 * which is not the same as free.
 *
 * @param base_url where it is asked: the same model costs something else at another provider, or nothing at home
 */
export function priceOf(
  { provider, base_url }: { provider: string; base_url: string },
  model: string,
  { input, output, cached = 0 }: CallTokens,
): number | null {
  const where = provider === 'openai_compatible' ? { providerApiUrl: base_url } : { providerId: provider }
  const usage = { input_tokens: input, output_tokens: output, ...(cached > 0 && { cache_read_tokens: cached }) }
  try {
    return calcPrice(usage, model, where)?.total_price ?? null
  } catch {
    // A provider that it does not know.
    return null
  }
}
