import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { describeApi, refusalsOf } from './openapi.ts';
import { routes } from './routes.ts';

const Operation = z.looseObject({
  operationId: z.string(),
  summary: z.string().min(1),
  tags: z.array(z.string()).length(1),
  parameters: z.array(
    z.looseObject({
      name: z.string(),
      in: z.enum(['path', 'query', 'header']),
      required: z.boolean(),
      schema: z.looseObject({}),
    }),
  ),
  responses: z.record(z.string().regex(/^[2-5]\d\d$/), z.looseObject({ description: z.string().min(1) })),
  security: z.array(z.record(z.string(), z.array(z.string()))).optional(),
});
const Document = z.looseObject({
  openapi: z.literal('3.1.0'),
  paths: z.record(z.string().startsWith('/'), z.partialRecord(z.enum(['get', 'post', 'put', 'patch', 'delete']), Operation)),
  components: z.looseObject({ schemas: z.record(z.string().regex(/^[\w.-]+$/), z.unknown()) }),
});

const text = JSON.stringify(describeApi(routes, { version: '1.2.3' }));
const document = Document.parse(JSON.parse(text));
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

describe('the OpenAPI document', () => {
  it('has every route once, under a name of its own', () => {
    expect(operations).toHaveLength(routes.length);
    expect(new Set(operations.map(({ operation }) => operation?.operationId)).size).toBe(routes.length);
  });

  it('refers only to what it holds', () => {
    const references = [...text.matchAll(/"\$ref":"([^"]*)"/g)].map(([, reference = '']) => reference);
    expect(references.length).toBeGreaterThan(routes.length);
    const known = Object.keys(document.components.schemas).map((name) => `#/components/schemas/${name}`);
    expect(references.filter((reference) => !known.includes(reference))).toEqual([]);
  });

  it('declares each part of a path, and no other', () => {
    for (const { path, operation } of operations) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
      const declared = operation?.parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name);
      expect({ path, parts: declared?.sort() }).toEqual({ path, parts: named });
    }
  });

  it('asks for a token exactly where the service does', () => {
    const asking = operations
      .filter(({ operation }) => operation?.security !== undefined)
      .map(({ operation }) => operation?.operationId);
    expect(asking.sort()).toEqual(
      routes
        .filter(({ scope }) => scope !== null)
        .map(({ id }) => id)
        .sort(),
    );
  });

  it('shows for every route a good answer and each of its refusals', () => {
    for (const route of routes) {
      const operation = operations.find(({ operation }) => operation?.operationId === route.id)?.operation;
      expect(Object.keys(operation?.responses ?? {}).some((status) => status.startsWith('2'))).toBe(true);
      for (const refusal of refusalsOf(route)) {
        expect(JSON.stringify(operation?.responses)).toContain(`"${refusal}":{"value":{"code":`);
      }
    }
  });

  it('names no other machine', () => {
    const addresses = [...text.matchAll(/https?:\/\/([^/"\s`]+)/g)].map(([, host]) => host);
    expect(addresses.filter((host) => host !== '127.0.0.1:8787')).toEqual([]);
  });
});
