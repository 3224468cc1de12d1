import { z } from 'zod';
import type { Json } from '../../../engine/kernel/index.ts';

/** A json column: the database has parsed it, so it is JSON; walking it again would only cost time. */
export const JsonColumn = z.custom<Json>((value) => value !== undefined);
