import { describe, expect, it } from 'vitest';
import { readConfig, readServiceConfig } from './config.ts';

it('has defaults for everything', () => {
  expect(readConfig({})).toEqual({ workers: null, isDebugging: false, allowsColour: true });
});

it('reads each variable', () => {
  expect(readConfig({ CUESMITH_WORKERS: '3', CUESMITH_DEBUG: '1', NO_COLOR: '1' })).toEqual({
    workers: 3,
    isDebugging: true,
    allowsColour: false,
  });
});

it.each(['0', '65', '1.5', 'many', '-2'])('counts %s workers as unset', (workers) => {
  expect(readConfig({ CUESMITH_WORKERS: workers }).workers).toBeNull();
});

describe('the settings of the service', () => {
  const machine = { homeFolder: '/home/someone', platform: 'linux', dataFolder: null };

  it('have defaults for everything', () => {
    expect(readServiceConfig({}, machine)).toEqual({
      databaseUrl: null,
      blobUrl: null,
      dataFolder: '/home/someone/.local/share/cuesmith',
      publicUrl: null,
      isOpen: null,
      trustsProxy: false,
      origins: [],
      generatePrice: 20,
      allowsFreeExport: true,
      uploadQuotaBytes: 10_000_000_000,
      encoder: 'x264',
      model: null,
      logLevel: 'info',
    });
  });

  it('keep data where the system keeps data, unless told otherwise', () => {
    const folderOf = (environment: { [name: string]: string }, more = {}): string =>
      readServiceConfig(environment, { ...machine, ...more }).dataFolder;
    expect(folderOf({}, { platform: 'darwin' })).toBe('/home/someone/Library/Application Support/cuesmith');
    expect(folderOf({ XDG_DATA_HOME: '/xdg' })).toBe('/xdg/cuesmith');
    expect(folderOf({ XDG_DATA_HOME: 'relative' })).toBe('/home/someone/.local/share/cuesmith');
    expect(folderOf({ XDG_DATA_HOME: '/xdg', CUESMITH_DATA: '/data' })).toBe('/data');
    expect(folderOf({ CUESMITH_DATA: '/data' }, { dataFolder: '/given' })).toBe('/given');
  });

  it('read each variable', () => {
    const environment = {
      DATABASE_URL: 'postgres://u:p@db/cuesmith',
      BLOB_URL: 'https://key:secret@s3.example/bucket',
      CUESMITH_PUBLIC_URL: 'https://studio.example.org/',
      CUESMITH_OPEN: '0',
      CUESMITH_TRUST_PROXY: 'yes',
      CUESMITH_ORIGINS: 'https://a.example, http://localhost:5173',
      CUESMITH_GENERATE_PRICE: '0',
      CUESMITH_FREE_EXPORT: 'off',
      CUESMITH_UPLOAD_QUOTA: '1000',
      CUESMITH_MODEL: 'openai-compatible:http://127.0.0.1:11434/v1/#qwen3:8b',
      CUESMITH_MODEL_KEY: 'sk-1',
      CUESMITH_ENCODER: 'NVENC',
      CUESMITH_LOG_LEVEL: 'warn',
    };
    expect(readServiceConfig(environment, machine)).toMatchObject({
      databaseUrl: environment.DATABASE_URL,
      blobUrl: environment.BLOB_URL,
      publicUrl: 'https://studio.example.org',
      isOpen: false,
      trustsProxy: true,
      origins: ['https://a.example', 'http://localhost:5173'],
      generatePrice: 0,
      allowsFreeExport: false,
      uploadQuotaBytes: 1000,
      encoder: 'nvenc',
      model: { baseUrl: 'http://127.0.0.1:11434/v1', name: 'qwen3:8b', key: 'sk-1' },
      logLevel: 'warn',
    });
  });

  it.each([
    ['DATABASE_URL', 'mysql://u:hidden@db/x'],
    ['BLOB_URL', 's3:hidden'],
    ['CUESMITH_PUBLIC_URL', 'studio.example.org'],
    ['CUESMITH_PUBLIC_URL', 'https://studio.example.org/?a=b'],
    ['CUESMITH_OPEN', 'maybe'],
    ['CUESMITH_TRUST_PROXY', '2'],
    ['CUESMITH_ORIGINS', 'https://a.example/path'],
    ['CUESMITH_ORIGINS', 'a.example'],
    ['CUESMITH_GENERATE_PRICE', '-1'],
    ['CUESMITH_GENERATE_PRICE', '1.5'],
    ['CUESMITH_UPLOAD_QUOTA', '10GB'],
    ['CUESMITH_MODEL', 'hidden'],
    ['CUESMITH_MODEL', 'openai-compatible:http://127.0.0.1/v1'],
    ['CUESMITH_MODEL', 'openai-compatible:https://hidden@example.org/v1#model'],
    ['CUESMITH_ENCODER', 'gpu'],
    ['CUESMITH_LOG_LEVEL', 'loud'],
  ])('name a variable that makes no sense: %s=%s', (name, value) => {
    const read = (): unknown => readServiceConfig({ [name]: value }, machine);
    expect(read).toThrow(expect.objectContaining({ code: 'usage.environment', message: expect.stringContaining(name) }));
    expect(read).not.toThrow(/hidden/);
  });
});
