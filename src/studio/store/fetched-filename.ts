/** The name a fetched file has: what its server calls it (RFC 6266), else the last part of the address, else `file`. */
export function fetchedFilename(url: URL, disposition: string): string {
  return extendedName(disposition) ?? plainName(disposition) ?? decoded(url.pathname.split('/').at(-1) ?? '') ?? 'file';
}

/** `filename*=UTF-8''na%C3%AFve.mp4` */
function extendedName(disposition: string): string | null {
  const found = /(?:^|;)\s*filename\*\s*=\s*utf-8'[^']*'([^;\s]+)/i.exec(disposition)?.[1];
  return found === undefined ? null : decoded(found);
}

/** `filename="a \"b\".mp4"` or `filename=a.mp4` */
function plainName(disposition: string): string | null {
  const found = /(?:^|;)\s*filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))/i.exec(disposition);
  const name = found?.[1]?.replace(/\\(.)/g, '$1') ?? found?.[2] ?? '';
  return name === '' ? null : name;
}

function decoded(text: string): string | null {
  try {
    return text === '' ? null : decodeURIComponent(text);
  } catch (cause) {
    if (cause instanceof URIError) {
      return text;
    }

    throw cause;
  }
}
