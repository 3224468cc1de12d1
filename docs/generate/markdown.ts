/** A table of Markdown; cells are Markdown already. Nothing for no rows. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) {
    return '';
  }

  return [heads, heads.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replace(/\s+/g, ' ').replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n');
}

/** Text as code inside a line. */
export function code(text: string): string {
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``;
}

/** Text of ours as Markdown: what stands between its own backquotes stays code, and nothing else of it is markup or Vue's. */
export function prose(text: string): string {
  return text
    .split('`')
    .map((piece, place) =>
      place % 2 === 1
        ? `\`${piece}\``
        : piece
            .replace(/[\\*_[\]]/g, (sign) => `\\${sign}`)
            .replaceAll('&', '&amp;')
            .replaceAll('<', '&lt;')
            .replaceAll('{{', '&#123;&#123;'),
    )
    .join('');
}

/** Blocks with an empty line between them; empty ones are left out. */
export function blocks(...parts: readonly string[]): string {
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** Says on a generated page how it is made. */
export function generatedBy(command: string): string {
  return `<!-- Written by \`${command}\`: change what it reads, not this page. -->`;
}
