import { z } from 'zod';
import { code, prose } from './markdown.ts';

/** The part of JSON Schema that our schemas use. */
export type JsonSchema = {
  readonly $ref?: string | undefined;
  readonly type?: string | readonly string[] | undefined;
  readonly format?: string | undefined;
  readonly description?: string | undefined;
  readonly properties?: { readonly [name: string]: JsonSchema } | undefined;
  readonly required?: readonly string[] | undefined;
  readonly items?: JsonSchema | boolean | undefined;
  readonly enum?: readonly unknown[] | undefined;
  readonly const?: unknown;
  readonly default?: unknown;
  readonly anyOf?: readonly JsonSchema[] | undefined;
  readonly oneOf?: readonly JsonSchema[] | undefined;
  readonly allOf?: readonly JsonSchema[] | undefined;
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
  readonly minLength?: number | undefined;
  readonly maxLength?: number | undefined;
  readonly maxItems?: number | undefined;
};

export const JsonSchema: z.ZodType<JsonSchema> = z.looseObject({
  $ref: z.string().optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  format: z.string().optional(),
  description: z.string().optional(),
  properties: z.lazy(() => z.record(z.string(), JsonSchema)).optional(),
  required: z.array(z.string()).optional(),
  items: z.lazy(() => z.union([JsonSchema, z.boolean()])).optional(),
  enum: z.array(z.unknown()).optional(),
  const: z.unknown().optional(),
  default: z.unknown().optional(),
  anyOf: z.lazy(() => z.array(JsonSchema)).optional(),
  oneOf: z.lazy(() => z.array(JsonSchema)).optional(),
  allOf: z.lazy(() => z.array(JsonSchema)).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
  maxItems: z.number().optional(),
});

type Schemas = { readonly [name: string]: JsonSchema };

/** How deep fields of fields are listed. */
const DEEPEST = 2;
/** JSON Schema's way of saying that a whole number has no other limit. */
const NO_LIMIT = Number.MAX_SAFE_INTEGER;

/** A row for each field of an object: its name (`files[].name`), its type, what it means. */
export function fieldRows(schema: JsonSchema, schemas: Schemas, prefix = '', depth = 0): string[][] {
  const followed = follow(schema, schemas);
  const alternatives = alternativesOf(followed);
  if (followed.properties === undefined && alternatives.length > 0) {
    const known = new Set<string>();
    return alternatives
      .flatMap((alternative) => fieldRows(alternative, schemas, prefix, depth))
      .filter(([name = '']) => !known.has(name) && known.add(name));
  }

  const required = new Set(followed.required);
  return Object.entries(followed.properties ?? {}).flatMap(([name, field]) => {
    const own = follow(field, schemas);
    const optional = required.has(name) || own.default !== undefined ? '' : ' (may be left out)';
    const row = [
      code(`${prefix}${name}`),
      typeOf(own, schemas),
      `${prose(own.description ?? '')}${limitsOf(own)}${optional}`.trim(),
    ];
    const inner = follow(innerOf(own), schemas);
    const sign = isList(own) ? '[]' : '';
    return [row, ...(depth < DEEPEST ? fieldRows(inner, schemas, `${prefix}${name}${sign}.`, depth + 1) : [])];
  });
}

function follow(schema: JsonSchema, schemas: Schemas): JsonSchema {
  if (schema.$ref === undefined) {
    return schema;
  }

  const target = schemas[schema.$ref.split('/').at(-1) ?? ''];
  return target === undefined
    ? {}
    : { ...follow(target, schemas), ...(schema.description && { description: schema.description }) };
}

function alternativesOf({ anyOf, oneOf, allOf }: JsonSchema): readonly JsonSchema[] {
  return anyOf ?? oneOf ?? allOf ?? [];
}

function isList({ type, anyOf }: JsonSchema): boolean {
  return type === 'array' || (anyOf ?? []).some((alternative) => alternative.type === 'array');
}

/** What a list holds, or of a value that may be null the other one. */
function innerOf(schema: JsonSchema): JsonSchema {
  if (typeof schema.items === 'object') {
    return schema.items;
  }

  const others = alternativesOf(schema).filter(({ type }) => type !== 'null');
  return others.length === 1 && others[0] !== undefined ? innerOf(others[0]) : schema;
}

function typeOf(schema: JsonSchema, schemas: Schemas): string {
  const { type, enum: values, const: constant, items } = schema;
  const choices = constant === undefined ? values : [constant];
  if (choices !== undefined) {
    return choices.map((value) => code(JSON.stringify(value))).join(', ');
  }

  const alternatives = alternativesOf(schema);
  if (alternatives.length > 0) {
    return [...new Set(alternatives.map((alternative) => typeOf(follow(alternative, schemas), schemas)))].join(' or ');
  }

  if (type === 'array') {
    return typeof items === 'object' ? `list of ${typeOf(follow(items, schemas), schemas)}` : 'list';
  }

  return type === undefined ? 'any' : [type].flat().join(' or ');
}

function limitsOf(schema: JsonSchema): string {
  const { minimum, maximum, maxLength, maxItems, default: standard } = schema;
  const low = minimum === undefined || minimum === -NO_LIMIT ? null : minimum;
  const high = maximum === undefined || maximum === NO_LIMIT ? null : maximum;
  const said = [
    ...(low !== null && high !== null ? [`${low} to ${high}`] : []),
    ...(low !== null && high === null ? [`at least ${low}`] : []),
    ...(low === null && high !== null ? [`at most ${high}`] : []),
    ...(maxLength === undefined ? [] : [`at most ${maxLength} characters`]),
    ...(maxItems === undefined ? [] : [`at most ${maxItems}`]),
    ...(standard === undefined ? [] : [`default ${code(JSON.stringify(standard))}`]),
  ].join(', ');
  return said === '' ? '' : ` (${said})`;
}
