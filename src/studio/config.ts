import { join, resolve } from 'node:path';
import { StudioError } from '../engine/kernel/index.ts';
import { VIDEO_ENCODERS, type VideoEncoderName } from './ports/video-encoder.ts';

/** What the environment may set; read here and nowhere else. */
export type Config = {
  /** `CUESMITH_WORKERS`: audio worker threads, 1 to 64; null for one per core. */
  readonly workers: number | null;
  /** `CUESMITH_DEBUG`: shows stack traces of failures. */
  readonly isDebugging: boolean;
  /** `NO_COLOR` (any value), or `TERM=dumb`, turns colours off. */
  readonly allowsColour: boolean;
};

type Environment = { readonly [name: string]: string | undefined };

/** Reads the environment; values that make no sense count as unset. */
export function readConfig(environment: Environment): Config {
  const workers = Number(environment['CUESMITH_WORKERS'] ?? '');
  return {
    workers: Number.isInteger(workers) && workers >= 1 && workers <= 64 ? workers : null,
    isDebugging: (environment['CUESMITH_DEBUG'] ?? '') !== '',
    allowsColour: (environment['NO_COLOR'] ?? '') === '' && environment['TERM'] !== 'dumb',
  };
}

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** What the environment may set for the service. */
export type ServiceConfig = {
  /** `DATABASE_URL`: a Postgres server; null (default) for the embedded one in the data folder. */
  readonly databaseUrl: string | null;
  /** `BLOB_URL`: an S3-compatible bucket (see `bucketBlobs`); null (default) for the data folder. */
  readonly blobUrl: string | null;
  /** `CUESMITH_DATA`, default `$XDG_DATA_HOME/cuesmith`, `~/.local/share/cuesmith` or on a Mac `~/Library/Application Support/cuesmith`. */
  readonly dataFolder: string;
  /** `CUESMITH_PUBLIC_URL`: where people reach the service, without a slash at the end; null (default) for the server's own address. */
  readonly publicUrl: string | null;
  /** `CUESMITH_OPEN`: whether the person at this machine needs no token; null (default): if the server is for this machine only. */
  readonly isOpen: boolean | null;
  /** `CUESMITH_TRUST_PROXY`: believe the last address of `X-Forwarded-For` (default no). */
  readonly trustsProxy: boolean;
  /** `CUESMITH_ORIGINS`: web pages' origins that may call with a token, parted by commas; `*` for any (default none but our own). */
  readonly origins: readonly string[];
  /** `CUESMITH_GENERATE_PRICE`: credits of one piece of music, 0 to 1,000,000 (default 20). */
  readonly generatePrice: number;
  /** `CUESMITH_FREE_EXPORT`: whether the free plan may export (default yes). */
  readonly allowsFreeExport: boolean;
  /** `CUESMITH_UPLOAD_QUOTA`: all uploads of one account together in bytes, up to 1 PB (default 10 GB). */
  readonly uploadQuotaBytes: number;
  /**
   * `CUESMITH_MODEL`, `openai-compatible:<base url>#<model>`, and `CUESMITH_MODEL_KEY`: a language model that plans what to do about messages;
   * null (default): our own understanding does, and nothing is sent anywhere.
   */
  readonly model: { readonly baseUrl: string; readonly name: string; readonly key: string | null } | null;
  /** `CUESMITH_ENCODER`: what encodes filmed pictures: `x264` (default, and for `auto`), or a part of the machine, `nvenc`, `qsv`, `amf` or `videotoolbox`. */
  readonly encoder: VideoEncoderName;
  /** `CUESMITH_LOG_LEVEL`: pino's levels (default `info`). */
  readonly logLevel: (typeof LOG_LEVELS)[number];
};

/** Reads what the service needs; a value that makes no sense is a `usage.environment` that names it. `dataFolder` wins over the environment. */
export function readServiceConfig(
  environment: Environment,
  machine: { readonly homeFolder: string; readonly platform: string; readonly dataFolder: string | null },
): ServiceConfig {
  const text = (name: string): string | null => {
    const value = (environment[name] ?? '').trim();
    return value === '' ? null : value;
  };
  const flag = (name: string): boolean | null => {
    const value = text(name)?.toLowerCase() ?? null;
    if (value === null) {
      return null;
    }

    if (['1', 'true', 'yes', 'on'].includes(value)) {
      return true;
    }

    return ['0', 'false', 'no', 'off'].includes(value) ? false : refuse(name, '1 or 0', value);
  };
  const count = (name: string, limits: { readonly most: number; readonly otherwise: number }): number => {
    const value = text(name);
    const number = Number(value ?? limits.otherwise);
    return Number.isInteger(number) && number >= 0 && number <= limits.most
      ? number
      : refuse(name, `a whole number from 0 to ${limits.most}`, value ?? '');
  };

  const databaseUrl = text('DATABASE_URL');
  if (databaseUrl !== null && !/^postgres(ql)?:\/\//.test(databaseUrl)) {
    // Never repeated: it may hold a password.
    refuse('DATABASE_URL', 'postgres://user:password@host/database', null);
  }

  const blobUrl = text('BLOB_URL');
  if (blobUrl !== null && !/^https?:\/\//.test(blobUrl)) {
    refuse('BLOB_URL', 'https://key:secret@host/bucket', null);
  }

  const encoder = (text('CUESMITH_ENCODER') ?? 'auto').toLowerCase().replace(/^auto$/, 'x264');
  const logLevel = text('CUESMITH_LOG_LEVEL') ?? 'info';
  return {
    databaseUrl,
    blobUrl,
    dataFolder: resolve(machine.dataFolder ?? text('CUESMITH_DATA') ?? defaultDataFolder(text('XDG_DATA_HOME'), machine)),
    publicUrl: publicUrlOf(text('CUESMITH_PUBLIC_URL')),
    isOpen: flag('CUESMITH_OPEN'),
    trustsProxy: flag('CUESMITH_TRUST_PROXY') ?? false,
    origins: (text('CUESMITH_ORIGINS') ?? '')
      .split(',')
      .map((origin) => origin.trim())
      .filter((origin) => origin !== '')
      .map(originOf),
    generatePrice: count('CUESMITH_GENERATE_PRICE', { most: 1_000_000, otherwise: 20 }),
    allowsFreeExport: flag('CUESMITH_FREE_EXPORT') ?? true,
    uploadQuotaBytes: count('CUESMITH_UPLOAD_QUOTA', { most: 1e15, otherwise: 10e9 }),
    model: modelOf(text('CUESMITH_MODEL'), text('CUESMITH_MODEL_KEY')),
    encoder:
      VIDEO_ENCODERS.find((name) => name === encoder) ??
      refuse('CUESMITH_ENCODER', `auto, ${VIDEO_ENCODERS.join(', ')}`, encoder),
    logLevel:
      LOG_LEVELS.find((level) => level === logLevel) ?? refuse('CUESMITH_LOG_LEVEL', `one of ${LOG_LEVELS.join(', ')}`, logLevel),
  };
}

/** What the environment may set for `cuesmith chat`. */
export type ChatConfig = {
  /** `NEMO_API_URL`: the server to talk to; null (default): the one in this process. */
  readonly apiUrl: string | null;
  /** `NEMO_TOKEN`: for that server; null (default): an anonymous one is got. */
  readonly token: string | null;
  /** `NEMO_CLIENT_ID`: what names this client to a server, up to 64 characters; null (default): one is made and remembered. */
  readonly clientId: string | null;
  /** `NEMO_WEB_URL`: where people register; null (default): at the server. */
  readonly webUrl: string | null;
  /** `SKILL_SOURCE`: the platform that requests name; null (default): the terminal. */
  readonly platform: string | null;
  /** Where the chat remembers: `$XDG_CONFIG_HOME/cuesmith`, `~/.config/cuesmith`, or what the system has for that. */
  readonly folder: string;
  /** `LC_ALL`, `LC_MESSAGES` or `LANG`, the first that is set; null: none is. */
  readonly locale: string | null;
};

/** Reads what the chat needs; an address that makes no sense is a `usage.environment` that names the variable. */
export function readChatConfig(
  environment: Environment,
  machine: { readonly homeFolder: string; readonly platform: string },
): ChatConfig {
  const text = (name: string): string | null => {
    const value = (environment[name] ?? '').trim();
    return value === '' ? null : value;
  };
  const address = (name: string): string | null => {
    const value = text(name);
    return value === null || (URL.canParse(value) && /^https?:$/.test(new URL(value).protocol))
      ? value
      : refuse(name, 'an address like https://music.example.org', value);
  };

  return {
    apiUrl: address('NEMO_API_URL'),
    token: text('NEMO_TOKEN'),
    clientId: text('NEMO_CLIENT_ID'),
    webUrl: address('NEMO_WEB_URL'),
    platform: text('SKILL_SOURCE'),
    folder: configFolder({ xdg: text('XDG_CONFIG_HOME'), roaming: text('APPDATA') }, machine),
    locale: text('LC_ALL') ?? text('LC_MESSAGES') ?? text('LANG'),
  };
}

function configFolder(
  { xdg, roaming }: { readonly xdg: string | null; readonly roaming: string | null },
  { homeFolder, platform }: { readonly homeFolder: string; readonly platform: string },
): string {
  if (xdg !== null && xdg.startsWith('/')) {
    return join(xdg, 'cuesmith');
  }

  if (platform === 'win32' && roaming !== null) {
    return join(roaming, 'cuesmith');
  }

  return platform === 'darwin'
    ? join(homeFolder, 'Library', 'Application Support', 'cuesmith')
    : join(homeFolder, '.config', 'cuesmith');
}

function modelOf(value: string | null, key: string | null): ServiceConfig['model'] {
  if (value === null) {
    return null;
  }

  const found = /^openai-compatible:(https?:\/\/[^#]+)#(.+)$/.exec(value);
  const [, baseUrl = '', name = ''] = found ?? [];
  return URL.canParse(baseUrl) && new URL(baseUrl).username === ''
    ? { baseUrl: baseUrl.replace(/\/+$/, ''), name, key }
    : // Never repeated: somebody may have put a key into it.
      refuse('CUESMITH_MODEL', 'openai-compatible:http://127.0.0.1:11434/v1#model-name, with a key in CUESMITH_MODEL_KEY', null);
}

function defaultDataFolder(
  xdg: string | null,
  { homeFolder, platform }: { readonly homeFolder: string; readonly platform: string },
): string {
  // The XDG standard: a relative path there is to be ignored.
  if (xdg !== null && xdg.startsWith('/')) {
    return join(xdg, 'cuesmith');
  }

  return platform === 'darwin'
    ? join(homeFolder, 'Library', 'Application Support', 'cuesmith')
    : join(homeFolder, '.local', 'share', 'cuesmith');
}

function publicUrlOf(value: string | null): string | null {
  if (value === null) {
    return null;
  }

  const url = URL.canParse(value) ? new URL(value) : null;
  return url !== null && /^https?:$/.test(url.protocol) && url.search === '' && url.hash === '' && url.username === ''
    ? url.href.replace(/\/+$/, '')
    : refuse('CUESMITH_PUBLIC_URL', 'an address like https://studio.example.org', value);
}

function originOf(value: string): string {
  const url = URL.canParse(value) ? new URL(value) : null;
  return value === '*' || (url !== null && url.origin === value.replace(/\/$/, ''))
    ? value.replace(/\/$/, '')
    : refuse('CUESMITH_ORIGINS', 'origins like https://app.example.org, parted by commas', value);
}

function refuse(name: string, expected: string, came: string | null): never {
  throw new StudioError('usage.environment', `Expected ${name} to be ${expected}${came === null ? '' : `, got "${came}"`}.`);
}
