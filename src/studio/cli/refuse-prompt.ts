import { readBrief } from '../../engine/brief/index.ts';
import { StudioError } from '../../engine/kernel/index.ts';

const COMMANDS = ['make', 'explain', 'styles', 'moods', 'instruments', 'doctor', 'help'];
const EXAMPLE = 'cuesmith "upbeat acoustic background music"';

/** Throws for prompts that are surely a slip: none at all, or a mistyped command. */
export function refusePrompt(prompt: string): void {
  if (prompt.trim() === '') {
    throw new StudioError('usage.no-prompt', `Say what the music should be like, for example: ${EXAMPLE}`);
  }

  const command = COMMANDS.find((name) => isSlipOf(prompt, name));
  if (command !== undefined && !isUnderstood(prompt)) {
    throw new StudioError(
      'usage.unknown-command',
      `There is no command "${prompt}" – did you mean \`cuesmith ${command}\`? To make music of this word, write: cuesmith "${prompt} music"`,
    );
  }
}

/** "moody" is one letter away from a command, and a fine wish. */
function isUnderstood(prompt: string): boolean {
  return readBrief(prompt).receipt.some(({ decision, status }) => status !== 'unused' && decision !== 'request');
}

/** One letter added, left out or changed. */
function isSlipOf(word: string, name: string): boolean {
  if (word === name || Math.abs(word.length - name.length) > 1) {
    return false;
  }

  let start = 0;
  while (start < word.length && word[start] === name[start]) {
    start++;
  }

  const skipWord = word.length >= name.length ? 1 : 0;
  const skipName = name.length >= word.length ? 1 : 0;
  return word.slice(start + skipWord) === name.slice(start + skipName);
}
