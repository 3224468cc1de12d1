import { TrieRouter } from 'hono/router/trie-router';
import type { Route } from './route.ts';

/** Says which methods a path knows, whatever the request's was: `GET` implies `HEAD`, and any path with a method `OPTIONS`. */
export function routeFinder(routes: readonly Route[]): (path: string) => readonly string[] {
  const router = new TrieRouter<string>();
  for (const { method, path } of routes) {
    router.add('ALL', path, method);
  }

  return (path) => {
    const methods = new Set(router.match('ALL', path)[0].map(([method]) => method));
    const also = methods.has('GET') ? ['HEAD', 'OPTIONS'] : methods.size > 0 ? ['OPTIONS'] : [];
    return [...methods, ...also];
  };
}
