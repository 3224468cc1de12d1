/** An element of an XML document: its attributes in order, then either words or further elements. */
export type XmlElement = {
  readonly name: string;
  readonly attributes: { readonly [name: string]: string | number };
  readonly content: string | readonly XmlElement[];
};

/** An element around others. */
export function element(name: string, attributes: XmlElement['attributes'], content: readonly XmlElement[] = []): XmlElement {
  return { name, attributes, content };
}

/** What MLT calls a property: a name and a value. Numbers are written to a millionth, whatever the language of the machine. */
export function property(name: string, value: string | number): XmlElement {
  return { name: 'property', attributes: { name }, content: typeof value === 'number' ? decimal(value) : value };
}

/** Several properties, in order; those that are null are left out. */
export function properties(values: { readonly [name: string]: string | number | null }): XmlElement[] {
  return Object.entries(values).flatMap(([name, value]) => (value === null ? [] : [property(name, value)]));
}

/** The document as text; whatever is in names and words, it is well-formed XML 1.0. */
export function writeXml(root: XmlElement): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n${linesOf(root, '').join('\n')}\n`;
}

/** A number as MLT reads it: at most six places, and no exponent. */
export function decimal(value: number): string {
  return Number.isInteger(value)
    ? String(value)
    : value
        .toFixed(6)
        .replace(/\.?0+$/, '')
        .replace(/^-0$/, '0');
}

function linesOf({ name, attributes, content }: XmlElement, indent: string): string[] {
  const shown = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${escaped(typeof value === 'number' ? decimal(value) : value)}"`,
  );
  const start = `${indent}<${name}${shown.join('')}`;
  if (typeof content === 'string') {
    return [`${start}>${escaped(content)}</${name}>`];
  }

  return content.length === 0
    ? [`${start}/>`]
    : [`${start}>`, ...content.flatMap((child) => linesOf(child, `${indent}  `)), `${indent}</${name}>`];
}

/** XML 1.0 §2.2 has no place for control characters and lone surrogates, not even escaped. A bare carriage return would be read as a line feed. */
function escaped(words: string): string {
  return words
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '&#13;');
}
