import { type Command, InvalidArgumentError } from 'commander';
import { type Language, languageNamed } from '../../../client/words/index.ts';
import { jsonOption } from '../wish-options.ts';

/** What the options of `chat` come to. */
export type ChatOptions = {
  readonly api?: string;
  readonly out?: string;
  readonly language?: Language;
  readonly data?: string;
  readonly json?: boolean;
  /** False: plain text even in a terminal that has colours. */
  readonly color: boolean;
};

/** Adds `chat` to the command line. */
export function addChatCommand(program: Command, run: (options: ChatOptions) => Promise<void>): void {
  program
    .command('chat')
    .description('make music and videos by talking, in English or Chinese; files dropped into the window are uploaded')
    .option('--api <url>', 'a compatible server to talk to (default: NEMO_API_URL, else the service in this process)')
    .option('--out <dir>', 'folder that finished files are saved into (default: here)')
    .option('--language <code>', 'en or zh (default: that of your messages)', readLanguage)
    .option(
      '--data <dir>',
      'data folder of the service in this process (default: CUESMITH_DATA, or the usual place of this system)',
    )
    .option('--no-color', 'no colours')
    .addOption(jsonOption())
    .action(async (options: ChatOptions) => run(options));
}

function readLanguage(text: string): Language {
  const language = languageNamed(text);
  if (language === null) {
    throw new InvalidArgumentError('Pick en or zh.');
  }

  return language;
}
