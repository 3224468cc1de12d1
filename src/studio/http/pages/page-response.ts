/** A page with its own content security policy; browsers ask for it anew each time. */
export function pageResponse(html: string, policy: string): Response {
  return new Response(html, {
    headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy, 'cache-control': 'no-cache' },
  });
}
