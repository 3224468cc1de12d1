import { McpServer } from '@modelcontextprotocol/server';
import type { McpDoor } from './door.ts';
import { registerPrompts } from './prompts/register-prompts.ts';
import { registerResources } from './resources.ts';
import { Subscriptions } from './subscriptions.ts';
import { toolsOf } from './tools/registry.ts';

const INSTRUCTIONS = `Cuesmith makes royalty-free instrumental music from words, on the machine it runs on, and lays it under video.
- Music for something: make_music (format "mp4" for a video with a drawn picture). Music for the person's own video: score_video.
- Then keep going with edit_timeline in the person's own words, and export_video for a new file. undo takes a step back.
- An answer with status "running" is no error: ask get_status with its job_id.
- Give the person the files (uri) and say what was approximated or refused (receipt). No singing, no lyrics, no imitation of artists.`;

/** An MCP server over one door: every tool, resource and prompt, for one connection. */
export function createMcpServer(door: McpDoor): McpServer {
  const server = new McpServer(
    { name: 'cuesmith', title: 'Cuesmith', version: door.version },
    { instructions: INSTRUCTIONS, capabilities: { tools: {}, resources: { subscribe: true }, prompts: {}, completions: {} } },
  );
  const subscriptions = new Subscriptions(server);
  for (const tool of toolsOf(door)) {
    tool.register(server, { door, subscriptions });
  }

  registerResources(server, door);
  registerPrompts(server);
  return server;
}
