import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lettersIn } from './font-letters.ts';

const require = createRequire(import.meta.url);
const fontsOf = (name: string, file: string): string => join(require.resolve(`${name}/unicode.json`), '../files', file);

describe('the letters of a font', () => {
  it.each([
    ['@fontsource/inter', 'inter-latin-700-normal.woff2', 'Hello, wörld!', 'Жى好'],
    ['@fontsource/inter', 'inter-cyrillic-700-normal.woff2', 'Привет', 'Hα'],
    ['@fontsource-variable/noto-sans-arabic', 'noto-sans-arabic-arabic-wght-normal.woff2', 'مرحبا؟', 'אH'],
    ['@fontsource-variable/noto-sans-hebrew', 'noto-sans-hebrew-hebrew-wght-normal.woff2', 'שלום', 'ىH'],
    ['@fontsource-variable/noto-sans-devanagari', 'noto-sans-devanagari-devanagari-wght-normal.woff2', 'हिन्दी', 'กH'],
    ['@fontsource-variable/noto-sans-thai', 'noto-sans-thai-thai-wght-normal.woff2', 'ภาษาไทย', 'हH'],
    // Letters beyond the first 65,536 are in another kind of map.
    ['@fontsource-variable/noto-sans-jp', 'noto-sans-jp-0-wght-normal.woff2', '\u{25EE8}\u{25F23}', '\u{1F9FF}A'],
  ])('%s %s are those it draws and no others', (name, file, drawn, missing) => {
    const has = lettersIn(fontsOf(name, file));
    const codes = (text: string): number[] => [...text].map((letter) => letter.codePointAt(0) ?? 0);
    expect(codes(drawn).filter((letter) => !has(letter))).toEqual([]);
    expect(codes(missing).filter(has)).toEqual([]);
  });

  it('of a file that is no font are an error that says so', () => {
    const folder = mkdtempSync(join(tmpdir(), 'letters-'));
    writeFileSync(join(folder, 'broken.woff2'), 'not a font at all, though long enough to hold the head of one');
    expect(() => lettersIn(join(folder, 'broken.woff2'))).toThrow(expect.objectContaining({ code: 'export.font-broken' }));
    rmSync(folder, { recursive: true });
  });
});
