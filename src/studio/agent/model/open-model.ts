import type { LanguageModel } from 'ai';

/** A language model that somebody else serves, as the settings name it. */
export type ModelAddress = {
  /** Where it answers, as OpenAI's interface does: `http://127.0.0.1:11434/v1`. */
  readonly baseUrl: string;
  /** What its server calls it: `qwen3:8b`. */
  readonly name: string;
  /** Sent as a bearer token; null: none is needed. */
  readonly key: string | null;
};

/** The model behind an address. Nothing is sent before it is asked. */
export async function openModel({ baseUrl, name, key }: ModelAddress): Promise<LanguageModel> {
  const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible');
  return createOpenAICompatible({
    name: 'openai-compatible',
    baseURL: baseUrl,
    ...(key === null ? {} : { apiKey: key }),
  })(name);
}
