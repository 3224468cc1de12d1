import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';

const eslint = new ESLint({ cwd: new URL('..', import.meta.url).pathname });

// Linted as if they stood in that file; files that exist, since rules with types need to find them in the project.
const ENGINE = 'src/engine/kernel/units.ts';
const CLIENT = 'src/client/transport.ts';
const SHELL = 'src/studio/actions/share-progress.ts';

describe('the house rules bite', () => {
  it.each([
    [ENGINE, 'export const x = Math.random();', 'no-restricted-properties'],
    [ENGINE, 'export const x = Math.sin(1);', 'no-restricted-properties'],
    [ENGINE, 'export const x = Date.now();', 'no-restricted-properties'],
    [ENGINE, 'export const x = new Date();', 'no-restricted-syntax'],
    [ENGINE, 'export const x = 2 ** 3;', 'no-restricted-syntax'],
    [ENGINE, "export const x = 'b'.localeCompare('a');", 'no-restricted-syntax'],
    [ENGINE, "import { readFileSync } from 'node:fs';\nexport const x = readFileSync;", 'no-restricted-imports'],
    [ENGINE, 'export const x = process.argv;', 'no-restricted-globals'],
    [ENGINE, 'export default 1;', 'no-restricted-syntax'],
    [CLIENT, "import { sep } from 'node:path';\nexport const x = sep;", 'no-restricted-imports'],
    [CLIENT, 'export const x = Buffer.alloc(1);', 'no-restricted-globals'],
    [SHELL, 'export default 1;', 'no-restricted-syntax'],
    [SHELL, "export * from './make-music.ts';", 'no-restricted-syntax'],
    [SHELL, 'export enum Colour { red }', 'no-restricted-syntax'],
    [SHELL, 'export class Box { constructor(readonly x: number) {} }', 'no-restricted-syntax'],
    [SHELL, 'export const x: any = 1;', '@typescript-eslint/no-explicit-any'],
    [SHELL, 'export const x = JSON.parse("1") as number;', '@typescript-eslint/consistent-type-assertions'],
    [SHELL, 'export const x = process.env;', 'no-restricted-properties'],
    [SHELL, 'export function f() { if (f) return; }', 'curly'],
    [SHELL, 'export function f() { Promise.resolve(1); }', '@typescript-eslint/no-floating-promises'],
    [
      SHELL,
      "export function f(x: 'a' | 'b') { switch (x) { case 'a': return 1; } return 2; }",
      '@typescript-eslint/switch-exhaustiveness-check',
    ],
    [SHELL, 'export function f() { try { f(); } catch {} }', 'no-empty'],
    [SHELL, 'export const x = 1;\n'.repeat(1) + 'void x;\n'.repeat(451), 'max-lines'],
    [SHELL, 'console.log(1);', 'no-console'],
  ])('in %s: %s', async (filePath, code, rule) => {
    const [result] = await eslint.lintText(code, { filePath });
    expect(result?.messages.map(({ ruleId }) => ruleId)).toContain(rule);
  });

  it('cannot be switched off in a file', async () => {
    const [result] = await eslint.lintText('/* eslint-disable */\nexport const x = Math.random();', { filePath: ENGINE });
    expect(result?.messages.map(({ ruleId }) => ruleId)).toContain('no-restricted-properties');
  });
});
