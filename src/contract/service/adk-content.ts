import { z } from 'zod';
import { JsonValue } from './json-value.ts';
import { camelKeys, plainText } from './plain-text.ts';

const Arguments = z.record(z.string(), JsonValue);

/** The parts of a message, each in either spelling. */
export const AdkPart = z.preprocess(
  camelKeys,
  z.object({
    text: z.string().max(200_000).optional(),
    inlineData: z
      .preprocess(
        camelKeys,
        z.object({
          mimeType: plainText(200),
          /** Base64. */
          data: z.string(),
          displayName: plainText(300).optional(),
        }),
      )
      .optional(),
    fileData: z.preprocess(camelKeys, z.object({ mimeType: plainText(200).optional(), fileUri: plainText(4096) })).optional(),
    functionCall: z.object({ id: z.string().optional(), name: z.string(), args: Arguments.optional() }).optional(),
    functionResponse: z.object({ id: z.string().optional(), name: z.string(), response: Arguments.optional() }).optional(),
  }),
);
/** A piece of a message: text, a file, or what a tool is asked and answers. */
export type AdkPart = z.infer<typeof AdkPart>;

export const AdkContent = z.object({ role: z.enum(['user', 'model']).default('user'), parts: z.array(AdkPart).max(100) });
export type AdkContent = z.infer<typeof AdkContent>;
