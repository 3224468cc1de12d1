import { withJoinedWishes, withPlainWords } from './plain-words.ts';
import { withDigits } from './read-digits.ts';

/** Words in marks stand in a clause as one letter of the private use area each. */
const FIRST_MASK = 0xe000;
const MOST_QUOTES = 200;
/** One piece of words in marks. */
export const MASK = '[\uE000-\uE0FF]';

const OPENING = '"“”„«»「『《\'‘';
const CLOSING: ReadonlyMap<string, string> = new Map([
  ['"', '"”“'],
  ['“', '”"“'],
  ['”', '”"'],
  ['„', '“”"'],
  ['«', '»'],
  ['»', '«'],
  ['「', '」'],
  ['『', '』'],
  ['《', '》'],
  ["'", "'’"],
  ['‘', "’'"],
]);
const LONGEST_QUOTE = 500;

/** Words that ask for nothing by themselves. */
const FILLER =
  /\b(?:please|pls|can|could|would|will|you|we|i|i'd|i'll|i'm|like|want|wanna|need|let's|let|us|me|my|mine|our|your|so|now|just|also|too|as well|then|and|but|or|a|an|the|it|its|it's|this|that|these|those|them|they|their|there|here|is|are|be|was|should|shall|do|does|to|of|in|on|at|for|with|by|into|from|onto|over|ok|okay|yes|yeah|well|actually|hmm|uh|um|oh|maybe|perhaps|again|really|quite|bit|little|some|thing|one|ones|up|out|as|all|both|each|only|instead|make|set|put|add|get|have|go|give|change|turn|bring|dial|keep|use|try|hey|sorry|only|still|bro|man|dude|nope|nah|nvm|ugh|hear|nice|oops|lol|hm|how about|what about|same|have|has|own|s|that's)\b|请|帮我|帮|麻烦|你|我们|我|想要|想|要|能不能|能|可以|可不可以|把|将|给|让|使|的|地|得|了|吧|呢|啊|呀|哦|嗯|哎|诶|唉|哇|喂|嘛|啦|呗|咯|嘞|效果|回|好|那么|那|这|它们|它|这个|那个|一下|一个|个|条|段|首|也|都|就|还|再|一|和|跟|与|或|在|到|从|为|成|用|做|弄|变|改|换|设|调|加|来|去|上|下|里|有|是|会|先|现在|稍微|一些|一点|点|一样|是不是|只|整个|全部|所有|里面|处|时|候|时候|后|之|行|么|吗|多|些|其|这样|那样|然后|并且|同时|接着|以及|由|该/gu;

/** A part of a message that asks for one thing. A recogniser takes words out of it; what is left over was not understood. */
export class Clause {
  /** As it was written. */
  readonly words: string;
  /** Lower case, numbers in figures, words in marks masked: what patterns look at. */
  readonly text: string;
  readonly #quotes: readonly string[];
  #rest: string;

  private constructor(clause: { readonly words: string; readonly text: string; readonly quotes: readonly string[] }) {
    this.words = clause.words;
    this.text = clause.text;
    this.#quotes = clause.quotes;
    this.#rest = clause.text;
  }

  static read(masked: string, quotes: readonly string[]): Clause {
    const text = withDigits(withPlainWords(masked.toLowerCase().replace(/[‘’]/gu, "'")));
    return new Clause({ words: unmasked(masked, quotes).trim(), text, quotes });
  }

  /** A clause of the same words, of which nothing is taken. */
  again(): Clause {
    return new Clause({ words: this.words, text: this.text, quotes: this.#quotes });
  }

  /** What has not been taken yet. */
  get rest(): string {
    return this.#rest;
  }

  has(pattern: RegExp): boolean {
    return pattern.test(this.#rest);
  }

  /** Takes what a pattern finds; null when it finds nothing. */
  take(pattern: RegExp): RegExpExecArray | null {
    const found = pattern.exec(this.#rest);
    // What takes nothing would be found again for ever.
    if (found !== null && found[0].trim() === '') {
      return null;
    }

    if (found !== null) {
      this.#rest = `${this.#rest.slice(0, found.index)}  ${this.#rest.slice(found.index + found[0].length)}`;
    }

    return found;
  }

  /** Leaves only so much of what has not been taken yet. */
  keep(rest: string): void {
    this.#rest = rest;
  }

  /** Has been read as far as another clause of the same words. */
  become(other: Clause): void {
    this.#rest = other.rest;
  }

  /** A clause of the same words in which a pattern stands otherwise; of it nothing is taken. */
  replaced(pattern: RegExp, by: (found: readonly string[]) => string): Clause {
    const text = this.text.replace(pattern, (...found) => by(found.map(String)));
    return text === this.text ? this : new Clause({ words: this.words, text, quotes: this.#quotes });
  }

  /** Takes the first words in marks. */
  takeQuote(): string | null {
    const found = this.take(new RegExp(MASK, 'u'));
    return found === null ? null : (this.#quotes[(found[0].codePointAt(0) ?? FIRST_MASK) - FIRST_MASK] ?? null);
  }

  /** The words in marks that a letter stands for. */
  quoteOf(mask: string): string {
    return this.#quotes[(mask.codePointAt(0) ?? FIRST_MASK) - FIRST_MASK] ?? '';
  }

  /** What was neither taken nor says nothing; empty when all of the clause was understood. */
  leftover(): string {
    return unmasked(this.#rest, this.#quotes)
      .replace(FILLER, ' ')
      .replace(/[^\p{L}\p{N}%]+/gu, ' ')
      .trim();
  }
}

/** A message in its smallest parts, each a stretch of the masked text. */
export type Fragments = {
  readonly masked: string;
  readonly quotes: readonly string[];
  readonly parts: readonly { readonly from: number; readonly to: number }[];
};

const SEPARATOR =
  /[,;，；、。！？!?\n]+|\.(?=\s|$)|\s[-–—]\s|\s&\s|\b(?:and then|and also|and(?! a (?:half|quarter|bit|little))|then|also|plus|but)\b|并且|然后|接着|同时|而且|顺便|但是|不过|另外|再(?=把|将|给|加一|加个|添)/giu;
/** Parts that are looked at one by one; a longer message is a text, not a list of wishes. */
const MOST_PARTS = 60;

/** Takes a message apart at commas, stops and words like "and", never inside marks. */
export function splitMessage(message: string): Fragments {
  // What stands in marks is kept letter for letter.
  const { masked: raw, quotes } = maskQuotes(message);
  const masked = withJoinedWishes(raw.normalize('NFKC'));
  const parts: { from: number; to: number }[] = [];
  let from = 0;
  for (const found of masked.matchAll(SEPARATOR)) {
    pushPart(found.index);
    from = found.index + found[0].length;
    if (parts.length === MOST_PARTS) {
      break;
    }
  }

  pushPart(masked.length);
  return { masked, quotes, parts };

  function pushPart(to: number): void {
    if (/[\p{L}\p{N}]/u.test(masked.slice(from, to)) || new RegExp(MASK, 'u').test(masked.slice(from, to))) {
      parts.push({ from, to });
    }
  }
}

/** Puts a letter in place of each piece of words in marks; an apostrophe inside a word is no mark. One pass from left to right. */
export function maskQuotes(message: string): { readonly masked: string; readonly quotes: readonly string[] } {
  const quotes: string[] = [];
  const pieces: string[] = [];
  let at = 0;
  while (at < message.length) {
    const letter = message.charAt(at);
    const end = OPENING.includes(letter) && quotes.length < MOST_QUOTES ? endOfQuote(message, at) : -1;
    if (end > 0) {
      pieces.push(String.fromCodePoint(FIRST_MASK + quotes.length));
      quotes.push(message.slice(at + 1, end).trim());
      at = end + 1;
    } else {
      // The private use area is ours here.
      pieces.push(/[\uE000-\uE0FF]/u.test(letter) ? ' ' : letter);
      at++;
    }
  }

  return { masked: pieces.join(''), quotes };
}

function endOfQuote(message: string, from: number): number {
  const opening = message.charAt(from);
  const isApostrophe = opening === "'" || opening === '‘';
  if (isApostrophe && /[\p{L}\p{N}]/u.test(message.charAt(from - 1))) {
    return -1;
  }

  const closing = CLOSING.get(opening) ?? '';
  const latest = Math.min(message.length, from + LONGEST_QUOTE + 2);
  for (let at = from + 1; at < latest; at++) {
    const letter = message.charAt(at);
    if (letter === '\n') {
      return -1;
    }

    const isEnd =
      closing.includes(letter) && !/[\p{Script=Latin}\p{N}]/u.test(isApostrophe || letter === "'" ? message.charAt(at + 1) : '');
    if (isEnd) {
      return message.slice(from + 1, at).trim() === '' ? -1 : at;
    }
  }

  return -1;
}

function unmasked(text: string, quotes: readonly string[]): string {
  return text.replace(new RegExp(MASK, 'gu'), (mask) => `“${quotes[(mask.codePointAt(0) ?? FIRST_MASK) - FIRST_MASK] ?? ''}”`);
}
