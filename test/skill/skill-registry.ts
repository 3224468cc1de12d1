import { createServer } from 'node:http';
import { zipSync } from 'fflate';

/** A registry of one skill, as ClawHub's own program expects one. */
export type SkillRegistry = {
  readonly url: string;
  /** Paths that were asked for, in order. */
  readonly asked: readonly string[];
  readonly close: () => Promise<void>;
};

export async function openSkillRegistry(skill: {
  readonly slug: string;
  readonly version: string;
  readonly files: { readonly [path: string]: Uint8Array };
}): Promise<SkillRegistry> {
  const asked: string[] = [];
  const { slug, version, files } = skill;
  const madeAt = Date.UTC(2026, 0, 1);
  const facts = {
    skill: { slug, displayName: slug, summary: null, tags: { latest: version }, stats: {}, createdAt: madeAt, updatedAt: madeAt },
    latestVersion: { version, createdAt: madeAt, changelog: '' },
    owner: { handle: 'cuesmith', displayName: 'Cuesmith' },
    moderation: null,
  };
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    asked.push(pathname);
    if (pathname === `/api/v1/skills/${slug}`) {
      response.setHeader('Content-Type', 'application/json').end(JSON.stringify(facts));
    } else if (pathname === '/api/v1/download' && searchParams.get('slug') === slug && searchParams.get('version') === version) {
      response.setHeader('Content-Type', 'application/zip').end(zipSync({ ...files }));
    } else {
      response.writeHead(404).end('Not found');
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    asked,
    close: async () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
