import type { McpServer } from '@modelcontextprotocol/server';

/** Resources of one session that its client wants to hear of when they change. */
export class Subscriptions {
  readonly #server: McpServer;
  readonly #uris = new Set<string>();

  /** Lets the clients of `server` subscribe. */
  constructor(server: McpServer) {
    this.#server = server;
    server.server.setRequestHandler('resources/subscribe', ({ params }) => {
      this.#uris.add(params.uri);
      return {};
    });
    server.server.setRequestHandler('resources/unsubscribe', ({ params }) => {
      this.#uris.delete(params.uri);
      return {};
    });
  }

  /** Tells the client that a project has changed, if it listens to anything of it. */
  async projectChanged({ id, name }: { readonly id: string; readonly name: string }): Promise<void> {
    const places = [id, encodeURIComponent(name)].map((project) => `cuesmith://projects/${project}/`);
    for (const uri of this.#uris) {
      if (places.some((place) => uri.startsWith(place))) {
        await this.#server.server.sendResourceUpdated({ uri });
      }
    }
  }
}
