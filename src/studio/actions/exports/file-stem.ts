/** A title as a file's name on any disk; `export` when nothing is left of it. */
export function fileStem(title: string): string {
  const plain = title
    .replace(/[\p{Cc}\p{Cf}/\\:*?"<>|]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .replace(/^[\s.]+|[\s.]+$/gu, '');
  return [...plain].slice(0, 80).join('').trim() || 'export';
}
