/** What a page of another origin may send us. */
const ALLOWED_HEADERS =
  'Authorization, Content-Type, Accept, Range, If-Range, If-None-Match, X-Client-Id, X-Skill-Source, X-Skill-Version, X-Skill-Platform, Mcp-Session-Id, Mcp-Protocol-Version, Last-Event-ID';
/** What it may read of an answer besides the body. */
const EXPOSED_HEADERS =
  'X-Request-Id, Mcp-Session-Id, Retry-After, Content-Range, Content-Length, Accept-Ranges, ETag, Content-Disposition';
const PREFLIGHT_SECONDS = 600;

/** The headers that let a page of a listed origin read an answer; none for other pages. Credentials are never allowed: there are no cookies. */
export function corsHeaders(origin: string | null, origins: readonly string[]): { readonly [name: string]: string } {
  if (origin === null || !(origins.includes(origin) || origins.includes('*'))) {
    return {};
  }

  return { 'access-control-allow-origin': origin, 'access-control-expose-headers': EXPOSED_HEADERS };
}

/** The answer to a browser that asks before it calls; a page that is not listed gets no permission with it. */
export function preflightResponse(origin: string | null, origins: readonly string[], methods: readonly string[]): Response {
  const allowed = corsHeaders(origin, origins);
  const isAllowed = Object.keys(allowed).length > 0;
  return new Response(null, {
    status: 204,
    headers: {
      allow: methods.join(', '),
      ...allowed,
      ...(isAllowed && {
        'access-control-allow-methods': methods.join(', '),
        'access-control-allow-headers': ALLOWED_HEADERS,
        'access-control-max-age': String(PREFLIGHT_SECONDS),
      }),
    },
  });
}
