import { type Command, InvalidArgumentError } from 'commander';
import { LONGEST_RADIO } from '../../contract/index.ts';
import { readPort } from './service-options.ts';
import { secondsOf } from './read-options.ts';
import { addWishes, jsonOption, type WishOptions } from './wish-options.ts';

/** What the options of `radio` come to. */
export type RadioOptions = Omit<WishOptions, 'duration' | 'loop' | 'title'> & {
  /** Seconds. */
  readonly for?: number;
  readonly out?: string;
  readonly port?: number;
  readonly host: string;
  readonly force?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
};

/** Adds `radio` to the command line. */
export function addRadioCommand(program: Command, run: (prompt: string, options: RadioOptions) => Promise<void>): void {
  const command = program
    .command('radio')
    .description('music that goes on for hours without repeating: into a file, to a player, or on the network')
    .argument('<prompt...>', 'the taste of the whole radio')
    .option('--for <time>', 'how long: 30m, 2h, 1:30:00 (default: 1h into a file, else until Ctrl-C)', readRadioLength)
    .option('-o, --out <file>', 'file to write (.wav .mp3 .m4a .flac), or - for a WAV on stdout: … -o - | ffplay -')
    .option('--port <n>', 'a page and a stream on this port, 0 for any free one', readPort)
    .option('--host <address>', 'address to listen on; 0.0.0.0 for all networks', '127.0.0.1');
  addWishes(command, { isRadio: true })
    .option('-f, --force', 'replace a file that exists')
    .addOption(jsonOption())
    .option('-q, --quiet', 'print nothing but the path and errors')
    .action(async (words: string[], options: RadioOptions) => run(words.join(' '), options));
}

function readRadioLength(text: string): number {
  const seconds = secondsOf(text.trim().toLowerCase());
  if (seconds === null || seconds < 10 || seconds > LONGEST_RADIO) {
    throw new InvalidArgumentError('Give a length from 10 seconds to 4 hours: 30m, 2h or 1:30:00.');
  }

  return seconds;
}
