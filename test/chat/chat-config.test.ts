import { expect, it } from 'vitest';
import { readChatConfig } from '../../src/studio/config.ts';

const MACHINE = { homeFolder: '/home/me', platform: 'linux' };

it('takes server, token and client id from the names that other clients use', () => {
  const read = readChatConfig(
    { NEMO_API_URL: 'https://music.example', NEMO_TOKEN: 'nmv_usr_1', NEMO_CLIENT_ID: 'me', LANG: 'zh_CN.UTF-8' },
    MACHINE,
  );
  expect(read).toEqual({
    apiUrl: 'https://music.example',
    token: 'nmv_usr_1',
    clientId: 'me',
    webUrl: null,
    platform: null,
    folder: '/home/me/.config/cuesmith',
    locale: 'zh_CN.UTF-8',
  });
});

it('remembers where the system keeps such things', () => {
  expect(readChatConfig({ XDG_CONFIG_HOME: '/x' }, MACHINE).folder).toBe('/x/cuesmith');
  expect(readChatConfig({}, { homeFolder: '/Users/me', platform: 'darwin' }).folder).toBe(
    '/Users/me/Library/Application Support/cuesmith',
  );
});

it('names the variable whose address is none', () => {
  expect(() => readChatConfig({ NEMO_API_URL: 'nowhere' }, MACHINE)).toThrow(/NEMO_API_URL/);
});
