import { describe, expect, it } from 'vitest';
import { findAttachments } from '../../src/client/words/find-attachments.ts';
import { languageOf } from '../../src/client/words/language.ts';
import { routeIntent } from '../../src/client/words/route-intent.ts';

const EXPORTS: readonly (readonly [message: string, format: string])[] = [
  ['export', 'mp4'],
  ['Export it, please!', 'mp4'],
  ['ok, export the video', 'mp4'],
  ['download', 'mp4'],
  ['download it as wav', 'wav'],
  ['Can I download the mp3?', 'mp3'],
  ['send me the video', 'mp4'],
  ['give me the finished file', 'mp4'],
  ['how do I export?', 'mp4'],
  ['render it at 720p', 'mp4'],
  ['save the music', 'wav'],
  ['export the stems', 'stems'],
  ['export for tiktok', 'mp4'],
  ['export it to my computer', 'mp4'],
  ['where is my video?', 'mp4'],
  ['导出', 'mp4'],
  ['请帮我导出视频', 'mp4'],
  ['下载', 'mp4'],
  ['能不能把视频发给我？', 'mp4'],
  ['导出成 wav', 'wav'],
  ['把音乐导出为mp3吧', 'mp3'],
  ['怎么下载？', 'mp4'],
  ['好了，导出吧', 'mp4'],
  ['点击“导出”'.replaceAll(/[“”]/g, ''), 'mp4'],
  ['把成片给我', 'mp4'],
];
const CREDITS = [
  'credits',
  'How many credits do I have left?',
  'show my balance',
  "what's my credit balance?",
  '积分',
  '余额',
  '我还剩多少积分？',
  '查一下余额',
];
const STATUS = [
  'status',
  'show tracks',
  'show me the timeline',
  "what's on the timeline?",
  'what is the status',
  '状态',
  '显示轨道',
  '时间线上有什么？',
  '看看现在的状态',
];
const UPLOADS = ['upload', 'upload a video', 'How do I upload my clip?', '上传', '我想上传视频'];
const SAID = [
  'music for my download page',
  'a jingle for an import-export company',
  'generate a 30-second royalty-free background track for my video',
  'generate a short text prompt like "upbeat acoustic background music" into a 1080p MP4',
  'calm piano for the end credits',
  'balance the drums and the bass',
  'music for rolling credits, 20 seconds',
  'something for a status update video',
  'show tracks of footprints in the snow with dark strings',
  "don't export it yet",
  'title "Download now" for the first 3 seconds',
  'put "Export" in the middle',
  'music for my upload schedule vlog',
  'save the drums for the second half',
  'render a calm piano piece',
  'download free music for videos without copyright issues',
  'undo',
  'hello',
  'make it vertical',
  'music at 35%',
  'a song about a bank balance, funny',
  '24/7 lo-fi, 4/4, w/o drums',
  'music for https://my-shop.example',
  '给我的下载页面做一段音乐',
  '片尾字幕用的钢琴曲',
  '来一段30秒的轻音乐',
  '给我一段音乐',
  '做一首关于余额不足的搞笑歌',
  '先别导出',
  '撤销',
  '标题“导出”三秒',
  '把音乐调低三分贝',
];

describe('the routing of messages', () => {
  it.each(EXPORTS)('exports on "%s" as %s', (message, format) => {
    expect(routeIntent(message)).toMatchObject({ kind: 'export', before: null, wish: { format } });
  });

  it.each(CREDITS)('tells the credits on "%s"', (message) => {
    expect(routeIntent(message)).toEqual({ kind: 'credits' });
  });

  it.each(STATUS)('shows the tracks on "%s"', (message) => {
    expect(routeIntent(message)).toEqual({ kind: 'status' });
  });

  it.each(UPLOADS)('asks for a file on "%s"', (message) => {
    expect(routeIntent(message)).toMatchObject({ kind: 'upload', files: [], urls: [], words: '' });
  });

  it.each(SAID)('leaves "%s" to the agent', (message) => {
    expect(routeIntent(message)).toEqual({ kind: 'say', text: message });
  });

  it.each([
    ['make it vertical and export it', 'make it vertical', 'mp4'],
    ['calm piano, 10 seconds, then download it as wav', 'calm piano, 10 seconds', 'wav'],
    ['生成一段10秒的轻音乐，然后导出', '生成一段10秒的轻音乐', 'mp4'],
    ['改成竖屏并导出', '改成竖屏', 'mp4'],
  ])('says the first part of "%s" before it exports', (message, before, format) => {
    expect(routeIntent(message)).toMatchObject({ kind: 'export', before, wish: { format } });
  });

  it('takes size and place of an export from the words', () => {
    expect(routeIntent('export it at 720p')).toMatchObject({ wish: { resolution: '720p' } });
    expect(routeIntent('export for youtube shorts')).toMatchObject({ wish: { preset: 'shorts' } });
  });

  it('takes names of files that are on the timeline already as words', () => {
    expect(routeIntent('cut the first 2 seconds of beach.mp4', () => false)).toEqual({
      kind: 'say',
      text: 'cut the first 2 seconds of beach.mp4',
    });
    expect(routeIntent('beach.mp4')).toMatchObject({ kind: 'upload', files: [{ path: 'beach.mp4' }] });
  });

  it('gives each of several files a video of its own when that is asked for', () => {
    expect(routeIntent('a.mp4 b.mp4 calm piano for each')).toMatchObject({ isBatch: true, words: 'calm piano' });
    expect(routeIntent('a.mp4, b.mp4: calm piano')).toMatchObject({ isBatch: false, words: 'calm piano' });
    expect(routeIntent('a.mp4 b.mp4 process them one by one with calm piano')).toMatchObject({
      isBatch: true,
      words: 'with calm piano',
    });
    expect(routeIntent('a.mp4 b.mp4 给每个视频配一段安静的钢琴')).toMatchObject({ isBatch: true, words: '配一段安静的钢琴' });
  });
});

describe('files in a message', () => {
  it.each([
    ['/home/me/clip.mp4', ['/home/me/clip.mp4'], ''],
    ['/home/me/My clip.mp4', ['/home/me/My clip.mp4'], ''],
    [String.raw`/home/me/My\ summer\ \(1\).mp4`, ['/home/me/My summer (1).mp4'], ''],
    ["'/home/me/My clip.mp4'", ['/home/me/My clip.mp4'], ''],
    ['"C:\\Users\\me\\My clip.mp4"', ['C:\\Users\\me\\My clip.mp4'], ''],
    ['C:\\Users\\me\\clip.mov calm piano', ['C:\\Users\\me\\clip.mov'], 'calm piano'],
    ['file:///home/me/My%20clip.mp4', ['/home/me/My clip.mp4'], ''],
    ['file:///C:/Users/me/clip.mp4', ['C:/Users/me/clip.mp4'], ''],
    ['upload ~/clip.mp4 and make calm music for it', ['~/clip.mp4'], 'make calm music for it'],
    ['put calm music under ./beach.mp4', ['./beach.mp4'], 'put calm music under beach.mp4'],
    ["'/a/one.mp4' '/a/two two.mp4'", ['/a/one.mp4', '/a/two two.mp4'], ''],
    ['/a/one.mp4 and /a/two.jpg, warm folk', ['/a/one.mp4', '/a/two.jpg'], 'warm folk'],
    ['上传 /视频/海边.mp4，然后配轻音乐', ['/视频/海边.mp4'], '配轻音乐'],
    ['给/tmp/海边.mp4配一段音乐', ['/tmp/海边.mp4'], '给海边.mp4配一段音乐'],
    ['notes.pdf', [], 'notes.pdf'],
    ['/home/me/notes.pdf', ['/home/me/notes.pdf'], ''],
    ['warm folk for this: /a/one.mp4', ['/a/one.mp4'], 'warm folk for this'],
  ])('finds them in %s', (message, paths, words) => {
    const found = findAttachments(message);
    expect(found.files.map(({ path }) => path)).toEqual(paths);
    expect(found.words).toBe(words);
  });

  it.each([
    ['https://cdn.example/a.mp4', ['https://cdn.example/a.mp4'], ''],
    ['https://cdn.example/watch?v=1', ['https://cdn.example/watch?v=1'], ''],
    ['use https://cdn.example/a.mp4 and add warm folk', ['https://cdn.example/a.mp4'], 'add warm folk'],
    ['upload https://cdn.example/watch?v=1.', ['https://cdn.example/watch?v=1'], ''],
    ['music for https://my-shop.example', [], 'music for https://my-shop.example'],
  ])('finds addresses in %s', (message, urls, words) => {
    const found = findAttachments(message);
    expect([found.urls, found.words]).toEqual([urls, words]);
  });
});

it('knows the language somebody speaks, whatever files and styles are called', () => {
  expect(
    ['hello', '你好', '来一段 lo-fi hip hop', 'title "城市之梦" for 3 seconds', 'ok', '/视频/海边.mp4'].map((text) =>
      languageOf(text, 'en'),
    ),
  ).toEqual(['en', 'zh', 'zh', 'en', 'en', 'en']);
  expect(languageOf('35%', 'zh')).toBe('zh');
});
