import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { ClientStorage } from '../../client/index.ts';
import { writePrivately } from './chat-files.ts';

const NAME = 'chat.json';
const Memory = z.object({ servers: z.record(z.string(), z.unknown()) });

/** What a client remembers of a server, in a file of this user's configuration that holds all servers. */
export function clientMemory(folder: string, baseUrl: string): ClientStorage {
  const path = join(folder, NAME);
  const read = async (): Promise<z.infer<typeof Memory>> => {
    try {
      return Memory.parse(JSON.parse(await readFile(path, 'utf8')));
    } catch {
      // Nothing was remembered, or something else wrote there: the client asks the server anew.
      return { servers: {} };
    }
  };
  return {
    read: async () => (await read()).servers[baseUrl],
    async write(remembered) {
      const { servers } = await read();
      await writePrivately(path, `${JSON.stringify({ servers: { ...servers, [baseUrl]: remembered } })}\n`);
    },
  };
}
