import { z } from 'zod';
import { canonicalJson, type Json } from '../../engine/kernel/index.ts';
import type { Metadata } from '../../engine/timeline/index.ts';
import { JsonValue } from './json-value.ts';

/** A thing of a draft with its metadata beside it: the draft, a track, a segment. */
export type WireThing = Readonly<Record<string, unknown>> & { readonly m?: Readonly<Record<string, unknown>> | undefined };

/** The keys that we know: of the thing itself, and of its `m`. */
export type KnownKeys = { readonly outer: readonly string[]; readonly meta: readonly string[] };

/** How a value was spelled that we would spell otherwise; absent: not at all. */
const Spelling = z.object({ as: JsonValue.optional(), for: JsonValue.optional() });
const Spellings = z.record(z.string(), Spelling);
const Memory = z.looseObject({
  /** Keys that we do not know, beside `m`. */
  outer: z.record(z.string(), JsonValue).optional(),
  spelledOuter: Spellings.optional(),
  spelled: Spellings.optional(),
  /** A key of `m` that is called as the key under which all this is kept. */
  wire: JsonValue.optional(),
  /** There was an `m`, and nothing in it. */
  hasEmptyMeta: z.literal(true).optional(),
});
type Memory = z.infer<typeof Memory>;

/** The key of `metadata` that holds what belongs nowhere else; the others are the keys of `m` that we do not know. */
export const OWN_KEY = 'wire';

/**
 * What a timeline cannot say of a thing that came on the wire: the keys we do not know, and how the others were spelled where we would have
 * `written` the same otherwise (a link for an id, `#FD0` for `#ffdd00`, a default that was said).
 */
export function rememberWire(came: WireThing, written: WireThing, known: KnownKeys): Metadata {
  const meta = new Map(Object.entries(came.m ?? {}));
  const outer = Object.entries(came).filter(([key]) => key !== 'm' && !known.outer.includes(key));
  const spelledOuter = spellings(came, written, known.outer);
  const spelled = spellings(came.m ?? {}, written.m ?? {}, known.meta);
  const hasEmptyMeta = came.m !== undefined && meta.size === 0;
  const memory = {
    ...(outer.length > 0 ? { outer: Object.fromEntries(outer) } : {}),
    ...(spelledOuter === null ? {} : { spelledOuter }),
    ...(spelled === null ? {} : { spelled }),
    ...(meta.has(OWN_KEY) ? { wire: meta.get(OWN_KEY) } : {}),
    ...(hasEmptyMeta ? { hasEmptyMeta } : {}),
  };
  const unknown = [...meta].filter(([key]) => key !== OWN_KEY && !known.meta.includes(key));
  const entries: readonly (readonly [string, unknown])[] =
    Object.keys(memory).length > 0 ? [...unknown, [OWN_KEY, memory]] : unknown;
  return Object.fromEntries<Json>(entries.filter(isJsonEntry));
}

/** What is written, with all that is remembered of it; a spelling is kept as long as it stands for what is written. */
export function recallWire(written: WireThing, metadata: Metadata, known: KnownKeys): Record<string, unknown> {
  const memory: Memory = Memory.safeParse(metadata[OWN_KEY]).data ?? {};
  const unknown = Object.entries(metadata).filter(([key]) => key !== OWN_KEY && !known.meta.includes(key));
  const meta = {
    ...respelled(written.m ?? {}, memory.spelled),
    ...Object.fromEntries(unknown),
    ...(memory.wire === undefined ? {} : { [OWN_KEY]: memory.wire }),
  };
  const outer = Object.fromEntries(Object.entries(written).filter(([key]) => key !== 'm'));
  const hasMeta = Object.keys(meta).length > 0 || memory.hasEmptyMeta === true;
  return {
    ...respelled(outer, memory.spelledOuter),
    ...(hasMeta ? { m: meta } : {}),
    ...memory.outer,
  };
}

function spellings(came: object, written: object, keys: readonly string[]): Record<string, unknown> | null {
  const [before, after] = [new Map<string, unknown>(Object.entries(came)), new Map<string, unknown>(Object.entries(written))];
  const differing = keys.filter((key) => !isSame(before.get(key), after.get(key)));
  return differing.length === 0
    ? null
    : Object.fromEntries(differing.map((key) => [key, { ...said('as', before.get(key)), ...said('for', after.get(key)) }]));
}

function respelled(written: object, spelled: Memory['spelled']): Record<string, unknown> {
  const values = new Map<string, unknown>(Object.entries(written).filter(([, value]) => value !== undefined));
  for (const [key, spelling] of Object.entries(spelled ?? {})) {
    if (isSame(values.get(key), spelling.for)) {
      if (spelling.as === undefined) {
        values.delete(key);
      } else {
        values.set(key, spelling.as);
      }
    }
  }

  return Object.fromEntries(values);
}

function isSame(left: unknown, right: unknown): boolean {
  return left === undefined || right === undefined ? left === right : canonicalJson(left) === canonicalJson(right);
}

function said(key: 'as' | 'for', value: unknown): object {
  return value === undefined ? {} : { [key]: value };
}

/** What came was parsed from JSON, and so is whatever is made of it. */
function isJsonEntry(entry: readonly [string, unknown]): entry is readonly [string, Json] {
  return entry[1] !== undefined;
}
