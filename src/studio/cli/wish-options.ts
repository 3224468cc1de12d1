import { type Command, Option } from 'commander';
import { readBpm, readDuration, readList, readSeed, readTitle } from './read-options.ts';

/** What the options that are wishes for music come to. */
export type WishOptions = {
  readonly duration?: number;
  readonly bpm?: number;
  readonly key?: string;
  readonly style?: string;
  readonly without?: readonly string[];
  readonly with?: readonly string[];
  readonly loop?: boolean;
  readonly title?: string;
  readonly seed?: number;
  readonly learned?: boolean;
};

/** Adds the wishes for music to a command; a radio has no length of its pieces, loop or title. */
export function addWishes(command: Command, { isRadio }: { readonly isRadio: boolean } = { isRadio: false }): Command {
  const timed = isRadio
    ? command
    : command
        .option('-d, --duration <time>', 'length, 1 s to 10 min: 30, 45s or 1:30', readDuration)
        .option('--loop', 'run seamlessly into its own start')
        .option('--title <text>', 'title in the picture and in the files', readTitle);
  return timed
    .option('--bpm <n>', 'tempo, 30 to 300', readBpm)
    .option('--key <key>', 'key: "D minor", "F# major", "Bbm"')
    .option('--style <id>', 'one of `cuesmith styles`')
    .option('--without <names>', 'instruments that must not play, parted by commas', readList)
    .option('--with <names>', 'instruments that must play, parted by commas', readList)
    .option('--seed <n>', 'another number is another take; the same number gives the same bytes', readSeed)
    .option('--no-learned', 'only what is authored: leave the learned musicians out');
}

/** `--json` */
export function jsonOption(): Option {
  return new Option('--json', 'print one JSON object on stdout');
}
