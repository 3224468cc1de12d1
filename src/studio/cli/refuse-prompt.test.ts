import { describe, expect, it } from 'vitest';
import { refusePrompt } from './refuse-prompt.ts';

describe('refusePrompt', () => {
  it.each(['', '   ', '\n'])('asks for words when there are none', (prompt) => {
    expect(() => refusePrompt(prompt)).toThrow(/Say what the music should be like/);
  });

  it.each([
    ['style', 'styles'],
    ['moods2', 'moods'],
    ['instrument', 'instruments'],
    ['docter', 'doctor'],
    ['explian', null],
    ['exlain', 'explain'],
  ])('takes "%s" for a slip of %s', (prompt, command) => {
    if (command === null) {
      expect(() => refusePrompt(prompt)).not.toThrow();
    } else {
      expect(() => refusePrompt(prompt)).toThrow(`did you mean \`cuesmith ${command}\``);
    }
  });

  it.each(['jazz', 'calm', 'moody', 'stylish', 'make it calm', 'xyzzy'])('leaves "%s" alone', (prompt) => {
    expect(() => refusePrompt(prompt)).not.toThrow();
  });
});
