import { matchAt, type Pattern } from './pattern.ts';

const ASPECT = /(?:9:16|16:9|4:5|1:1|4:3|3:4|21:9)(?: aspect ratio| aspect| ratio| format| video)?/y;

/** Reads frame formats, which are not lengths: "9:16". */
export const aspectPattern: Pattern = ({ lexed: { folded }, word }) => {
  const match = /^\d/.test(word.text) ? matchAt(ASPECT, folded, word.start) : null;
  return match === null
    ? null
    : {
        end: word.start + match[0].length,
        meaning: { kind: 'plain', note: 'The picture’s format is chosen by an option (--aspect), not by the prompt.' },
      };
};
