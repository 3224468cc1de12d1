#!/usr/bin/env node
// Writes and reads the JSON of the music service for SKILL.md. Nothing but Node 18; talks to no network, keeps nothing.
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';

const DONE = 0;
const REFUSED = 1;
const STILL_WORKING = 3;
/** Segments of one track that a summary names. */
const MOST_SEGMENTS = 20;
/** Changed places of a draft that are listed. */
const MOST_CHANGES = 12;

const commands = {
  /** Fields of an answer, a line each: `field data.available data.total`. */
  field: (...paths) => {
    const json = readGoodAnswer();
    const values = paths.map((path) => valueAt(json, path) ?? valueAt(json, path.replace(/^data\./, '')));
    if (values.some((value) => value === undefined || value === null)) {
      refuse(`Expected ${paths.join(', ')} in the answer, and found it not. This may be another kind of server.`);
    }

    say(values.join('\n'));
  },
  /** Ends with 0 if the answer is a good one; says nothing. */
  works: () => process.exit(problemOf(parse(readInput())) === null ? DONE : REFUSED),
  uuid: () => say(randomUUID()),
  /** Shell assignments, safely quoted: `assign NAME value …`. */
  assign: (...words) => {
    for (let place = 0; place < words.length; place += 2) {
      say(`${words[place]}='${(words[place + 1] ?? '').replaceAll("'", `'\\''`)}'`);
    }
  },
  /** The body of a message whose words come from standard input. */
  message: (sessionId) =>
    say(
      JSON.stringify({
        app_name: 'nemo_agent',
        user_id: 'me',
        session_id: sessionId,
        new_message: { parts: [{ text: readInput().trim() }] },
      }),
    ),
  /** The body of an upload by address, one address a line. */
  addresses: () => {
    const urls = readInput().split(/\s+/).filter(Boolean);
    say(JSON.stringify({ urls, source_type: 'url' }));
  },
  /** What came of an upload, a line a file. */
  uploaded: () => {
    const files = valueAt(readGoodAnswer(), 'data.files') ?? [];
    say(files.map(lineOfFile).join('\n') || 'No file arrived.');
  },
  /** Waits for `<name>.end`, then prints what `<name>.sse` says. */
  listen: async (name, seconds) => {
    for (let waitedMs = 0; !existsSync(`${name}.end`); waitedMs += 250) {
      if (waitedMs >= Number(seconds) * 1000) {
        say('⏳ Still working...');
        process.exit(STILL_WORKING);
      }

      await setTimeout(250);
    }

    tellTurn(existsSync(`${name}.sse`) ? readFileSync(`${name}.sse`, 'utf8') : '', readFileSync(`${name}.end`, 'utf8').trim());
  },
  /** The one-line summary of a state. */
  tracks: () => say(summarise(draftOf(readGoodAnswer()))),
  /** What differs between two states, in words that a person can be told. */
  changes: (before, after) => {
    const [then, now] = [before, after].map((path) => draftOf(parse(readFileSync(path, 'utf8'))));
    if (JSON.stringify(then) === JSON.stringify(now)) {
      say('Nothing changed since the last message.');
      return;
    }

    const differing = differences(then, now, '');
    say(`Before the last message: ${summarise(then)}`);
    say(['Changed:', ...differing.slice(0, MOST_CHANGES).map((line) => `- ${line}`)].join('\n'));
    if (differing.length > MOST_CHANGES) {
      say(`- and ${differing.length - MOST_CHANGES} more`);
    }
  },
  /** The body of an export of the state on standard input. */
  export: (sessionId, id, format) => {
    const draft = draftOf(readGoodAnswer());
    if (!(draft.t ?? []).some((track) => (track.sg ?? []).length > 0)) {
      refuse('There is nothing on the timeline to export yet.');
    }

    say(JSON.stringify({ id, sessionId, draft, output: { format, quality: 'high' } }));
  },
  /** Where an export stands. Ends with 0 when it is done, 3 while it is not, 1 when it failed. */
  progress: () => {
    const json = readGoodAnswer();
    const { status, progress, error } = exportOf(json);
    if (status === 'failed' || status === 'cancelled') {
      refuse(`The export ${status === 'failed' ? 'failed' : 'was cancelled'}: ${error ?? 'no reason was given'}`);
    }

    say(`${status} ${progress} %`);
    process.exitCode = status === 'completed' ? DONE : STILL_WORKING;
  },
  /** The whole address of a finished export. */
  url: (api) => {
    const { url } = exportOf(readGoodAnswer());
    if (typeof url !== 'string') {
      refuse('The export has no file yet.');
    }

    say(new URL(url, `${api}/`).href);
  },
};

const [name = '', ...words] = process.argv.slice(2);
if (!Object.hasOwn(commands, name)) {
  refuse(`Unknown "${name}". One of: ${Object.keys(commands).join(', ')}.`);
}

await commands[name](...words);

/** Prints what a turn's stream said. Heartbeats of any form say nothing; a text that came in pieces and then whole is told once. */
function tellTurn(stream, curlCode) {
  const refusal = stream.trimStart().startsWith('{') ? problemOf(parse(stream)) : null;
  if (refusal !== null) {
    refuse(refusal);
  }

  if (stream.trim() !== '' && !/^(?:data|event|id|retry)?:/m.test(stream)) {
    refuse('Error: the answer is no stream of events. Check the address of the server.');
  }

  const events = readEvents(stream);
  const texts = [];
  const problems = [];
  let pieces = '';
  for (const event of events) {
    const problem = problemIn(event);
    if (problem !== null) {
      problems.push(problem);
    }

    for (const text of textsOf(event)) {
      if (event.partial === true) {
        pieces += text;
      } else {
        texts.push(...(pieces !== '' && bare(pieces) !== bare(text) ? [pieces, text] : [text]));
        pieces = '';
      }
    }
  }

  const said = [...texts, pieces].map((text) => text.trim()).filter(Boolean);
  if (said.length > 0) {
    say(said.join('\n'));
  }

  if (problems.length > 0) {
    refuse(problems.join('\n'));
  }

  if (curlCode === '7' || curlCode === '6') {
    refuse('Error: the server cannot be reached.');
  }

  if (curlCode !== '0') {
    say('The connection broke. The work may go on: look at the state, and do not send the message again.');
  } else if (said.length === 0) {
    say('The agent said nothing. Look at the state for what changed.');
  }
}

/** The data of server-sent events that are JSON objects; comments, empty data and anything else are signs of life. */
function readEvents(stream) {
  return stream
    .replace(/^\uFEFF/, '')
    .split(/(?:\r\n|\r(?!\n)|\n){2,}/)
    .map((block) =>
      block
        .split(/\r\n|\r|\n/)
        .filter((line) => line.startsWith('data:'))
        .map((line) => line.slice('data:'.length).replace(/^ /, ''))
        .join('\n'),
    )
    .map(parse)
    .filter((event) => event !== null && event.type !== 'heartbeat');
}

function textsOf(event) {
  if (event.author === 'user') {
    return [];
  }

  if (typeof event.content === 'string') {
    return event.type === undefined || event.type === 'text' ? [event.content] : [];
  }

  const parts = event.content?.parts ?? (typeof event.text === 'string' ? [event] : []);
  return parts.filter((part) => typeof part.text === 'string' && part.thought !== true).map((part) => part.text);
}

function problemIn(event) {
  const code = event.errorCode ?? event.error_code;
  if (code !== undefined && code !== null) {
    return `Error ${code}: ${event.errorMessage ?? event.error_message ?? 'no reason was given'}${linkOf(event.customMetadata)}`;
  }

  return typeof event.error === 'string' ? `Error: ${event.error}` : null;
}

/** Why an answer is a refusal, or null for a good one. */
function problemOf(json) {
  if (json === null) {
    return 'Error: the answer is not JSON. Check the address of the server.';
  }

  const code = json.code ?? (json.success === false || (json.status === undefined && json.error) ? '' : 0);
  if (code === 0) {
    return null;
  }

  const reason = [json.message, json.error, json.detail].find((text) => typeof text === 'string') ?? 'no reason was given';
  return `Error ${code}: ${reason}${linkOf(json.data)}`.replace('Error :', 'Error:');
}

function linkOf(facts) {
  const link = facts?.registration_url ?? facts?.top_up_url;
  return typeof link === 'string' ? `\n${link}` : '';
}

/** Both shapes of an export's answer: everything at the top, or in `data`. */
function exportOf(json) {
  const { data } = json;
  return {
    status: json.status ?? data?.status ?? 'pending',
    progress: json.progress ?? data?.progress ?? 0,
    url: json.output?.url ?? data?.outputUrl ?? data?.output?.url,
    error: json.error ?? data?.error,
  };
}

function draftOf(json) {
  return valueAt(json, 'data.state.draft') ?? valueAt(json, 'state.draft') ?? {};
}

// KEEP IN STEP with src/contract/service/summarise-draft.ts, letter by letter: test/skill holds them together.
function summarise(draft) {
  const tracks = draft.t ?? [];
  const count = `Timeline (${tracks.length} ${tracks.length === 1 ? 'track' : 'tracks'})`;
  return tracks.length === 0
    ? `${count}: empty`
    : `${count}: ${tracks.map((track, place) => `${place + 1}. ${summariseTrack(track)}`).join(' ')}`;
}

function summariseTrack(track) {
  const label = oneLine(track.m?.name) || ({ 0: 'Video', 1: 'Audio', 7: 'Text' }[track.tt] ?? 'Track');
  const segments = track.sg ?? [];
  let reachedMs = 0;
  const said = segments.map((segment) => {
    const startMs = segment.s ?? reachedMs;
    reachedMs = startMs + segment.d;
    const facts = [`${secondsOf(startMs)}-${secondsOf(reachedMs)}s`, speedOf(segment), levelOf(track, segment)];
    return `${labelOf(track, segment)} (${facts.filter((fact) => fact !== null).join(', ')})`;
  });
  const more = said.length - MOST_SEGMENTS;
  return said.length === 0
    ? `${label}: empty`
    : `${label}: ${said.slice(0, MOST_SEGMENTS).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function labelOf(track, { m = {} }) {
  return track.tt === 7 || (m.text !== undefined && m.src === undefined)
    ? `"${oneLine(m.text ?? m.name)}"`
    : oneLine(m.name) || oneLine(m.kind) || 'clip';
}

function speedOf({ m }) {
  const speed = typeof m?.speed === 'number' && m.speed >= 0.25 && m.speed <= 4 ? m.speed : 1;
  return speed === 1 ? null : `${Math.round(speed * 100) / 100}x`;
}

function levelOf(track, { m }) {
  const volume = m?.volume;
  const isShown = track.tt === 1 || (track.tt === 0 && volume !== 1);
  return volume === undefined || !isShown ? null : volume === 0 ? 'muted' : `${Math.round(volume * 100)}%`;
}

function lineOfFile({ filename, file_type: kind, duration, width, height }) {
  const facts = [kind, duration ? `${Math.round(duration * 10) / 10} s` : null, width ? `${width}×${height}` : null];
  return `${filename} (${facts.filter(Boolean).join(', ')})`;
}

/** The places where two values differ, innermost first: `t[1].sg[0].m.volume: 0.35 → 0.5`. */
function differences(before, after, path) {
  if (JSON.stringify(before) === JSON.stringify(after)) {
    return [];
  }

  if (!isBranch(before) || !isBranch(after) || Array.isArray(before) !== Array.isArray(after)) {
    return [`${path}: ${shown(before)} → ${shown(after)}`];
  }

  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const next = (key) => (Array.isArray(after) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`);
  return keys.flatMap((key) => differences(before[key], after[key], next(key)));
}

function shown(value) {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}

function isBranch(value) {
  return typeof value === 'object' && value !== null;
}

function valueAt(json, path) {
  return path.split('.').reduce((value, key) => (isBranch(value) ? value[key] : undefined), json);
}

function secondsOf(milliseconds) {
  return String(Math.round(milliseconds / 100) / 10);
}

function oneLine(text) {
  return (text ?? '').replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
}

function bare(text) {
  return text.replace(/\s+/gu, '');
}

/** An object, or null for anything that is none. */
function parse(text) {
  try {
    const json = JSON.parse(text);
    return isBranch(json) ? json : null;
  } catch {
    return null;
  }
}

function readGoodAnswer() {
  const json = parse(readInput());
  const problem = problemOf(json);
  if (problem !== null) {
    refuse(problem);
  }

  return json;
}

function readInput() {
  return readFileSync(0, 'utf8');
}

function say(text) {
  process.stdout.write(`${text}\n`);
}

function refuse(problem) {
  process.stderr.write(`${problem}\n`);
  process.exit(REFUSED);
}
