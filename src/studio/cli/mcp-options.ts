import type { Command } from 'commander';

/** What the options of `mcp` come to. */
export type McpOptions = {
  /** Where files go; left out: the working folder. */
  readonly out?: string;
  readonly data?: string;
};

/** Adds `mcp` to the command line. */
export function addMcpCommand(program: Command, run: (options: McpOptions) => Promise<void>): void {
  program
    .command('mcp')
    .description('speak MCP on standard input and output, for agents and editors on this machine')
    .option('-o, --out <dir>', 'folder for finished files (default: the working folder)')
    .option('--data <dir>', 'data folder (default: CUESMITH_DATA, or the usual place of this system)')
    .action(async (options: McpOptions) => run(options));
}
