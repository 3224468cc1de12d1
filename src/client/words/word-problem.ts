import { ACCEPTED_FORMATS, type ProblemKind, type ServiceProblem } from '../service-problem.ts';
import type { Language } from './language.ts';

/** Of a problem what its wording needs. */
export type ToldFacts = Pick<
  ServiceProblem,
  | 'kind'
  | 'message'
  | 'registrationUrl'
  | 'topUpUrl'
  | 'available'
  | 'required'
  | 'acceptedFormats'
  | 'limitBytes'
  | 'waitSeconds'
>;

type Words = { readonly [Kind in ProblemKind]: (facts: ToldFacts) => string };

const WAIT_SECONDS = 30;

const ENGLISH: Words = {
  'client-id-missing': () => 'The server did not take this chat’s id. Start the chat again, and it brings a new one.',
  'token-invalid': () =>
    'The connection has run out and could not be renewed. Start the chat again; with NEMO_TOKEN set, check that it is still valid.',
  'session-not-found': () => 'This project is gone on the server, so a new one was begun. Send that again.',
  'out-of-credits': (facts) =>
    [
      `You are out of credits${creditsIn(facts, (available, required) => `: this takes ${required}, and you have ${available}`)}.`,
      facts.registrationUrl === null
        ? `Top up to go on${facts.topUpUrl === null ? '' : `: ${facts.topUpUrl}`}. `
        : `Register to get more, and keep what you made: ${facts.registrationUrl} `,
      'Exports are still free.',
    ]
      .join(' ')
      .replaceAll('  ', ' '),
  'export-blocked': () =>
    'Exports are not part of the free plan here. Credits do not help with this: it takes a paid plan. Your project is kept.',
  'rate-limited': ({ waitSeconds }) => `That was a lot at once. Wait ${waitSeconds ?? WAIT_SECONDS} seconds, and send it again.`,
  'file-unsupported': (facts) => `This kind of file does not work here. These do: ${formatsOf(facts).join(', ')}.`,
  'file-too-large': (facts) =>
    `This file is too large: the limit is ${megabytesOf(facts)} MB. Compress it or trim it, and send it again.`,
  'invalid-body': ({ message }) => `The server could not work with that: ${sentence(message)}`,
  'scope-missing': () => 'This token does not allow that. Use one that does (NEMO_TOKEN), or chat without one.',
  'not-found': () => 'The server does not know this. It may be another kind of server, or an older one.',
  'export-not-found': () => 'The server does not know this export any more. Say "export" to make it again.',
  conflict: () => 'I am still at work on your last message. Send this again when it is done.',
  fault: () => 'Something went wrong on the server. What you made is kept. Send that again in a moment.',
  unavailable: () => 'The server is not ready right now. Send that again in a moment.',
  unreachable: () => 'The server cannot be reached. Check that it runs and that you are connected, and send that again.',
  'timed-out': () => 'Nothing came for a long time. The work may still go on: say "status" to see how it stands.',
  'unreadable-answer': () => 'What answered is no music server, or something stands in between. Check the address.',
  'turn-failed': ({ message }) => sentence(message),
  'turn-lost': () => 'The connection broke. The work may still go on: say "status" to see how it stands.',
  'export-failed': ({ message }) => `The export did not work: ${sentence(message)} Say "export" to try it again.`,
  'export-cancelled': () => 'The export was cancelled.',
  'nothing-to-export': () =>
    'There is nothing to export yet. Say what music you want first, such as "30 seconds of upbeat acoustic background music".',
};

const CHINESE: Words = {
  'client-id-missing': () => '服务器没有接受这个对话的标识。请重新打开对话，会换一个新的。',
  'token-invalid': () => '连接已经过期，而且没能自动续上。请重新打开对话；如果设置了 NEMO_TOKEN，请确认它仍然有效。',
  'session-not-found': () => '服务器上已经没有这个项目，已新建一个。请再发一次。',
  'out-of-credits': (facts) =>
    [
      `积分不够了${creditsIn(facts, (available, required) => `：这一步需要 ${required}，你还有 ${available}`)}。`,
      facts.registrationUrl === null
        ? `充值后就能继续${facts.topUpUrl === null ? '' : `：${facts.topUpUrl} `}。`
        : `注册即可获得更多积分，并保留你的作品：${facts.registrationUrl} `,
      '导出仍然免费。',
    ].join(''),
  'export-blocked': () => '这里的免费套餐不能导出。这和积分无关，需要升级套餐。你的项目会保留。',
  'rate-limited': ({ waitSeconds }) => `请求太频繁了。请等 ${waitSeconds ?? WAIT_SECONDS} 秒再发一次。`,
  'file-unsupported': (facts) => `不支持这种文件。支持的格式：${formatsOf(facts).join('、')}。`,
  'file-too-large': (facts) => `文件太大，上限是 ${megabytesOf(facts)} MB。请压缩或剪短后再发。`,
  'invalid-body': ({ message }) => `服务器没法处理这个请求：${sentence(message)}`,
  'scope-missing': () => '这个令牌没有相应的权限。请换一个（NEMO_TOKEN），或不用令牌直接对话。',
  'not-found': () => '服务器没有这个功能，它可能是别的服务器或较旧的版本。',
  'export-not-found': () => '服务器上找不到这次导出了。说“导出”重新生成。',
  conflict: () => '上一条消息还在处理，完成后请再发一次。',
  fault: () => '服务器出了点问题，你的作品都在。请稍后再发一次。',
  unavailable: () => '服务器暂时没有准备好，请稍后再发一次。',
  unreachable: () => '连不上服务器。请确认它在运行、网络正常，然后再发一次。',
  'timed-out': () => '很久没有收到回应，工作可能仍在进行。说“状态”看看进展。',
  'unreadable-answer': () => '这个地址上的不是音乐服务器，或者中间隔着别的东西。请检查地址。',
  'turn-failed': ({ message }) => sentence(message),
  'turn-lost': () => '连接断开了，工作可能仍在进行。说“状态”看看进展。',
  'export-failed': ({ message }) => `导出没有成功：${sentence(message)}说“导出”再试一次。`,
  'export-cancelled': () => '导出已取消。',
  'nothing-to-export': () => '现在还没有可以导出的内容。先说说想要什么音乐，例如“30秒轻快的原声背景音乐”。',
};

/** A problem as the chat says it: what is wrong and what to do, without codes and ids. */
export function wordProblem(facts: ToldFacts, language: Language): string {
  return (language === 'en' ? ENGLISH : CHINESE)[facts.kind](facts).trim();
}

function creditsIn({ available, required }: ToldFacts, say: (available: number, required: number) => string): string {
  return available === null || required === null ? '' : say(available, required);
}

function formatsOf({ acceptedFormats }: ToldFacts): readonly string[] {
  return acceptedFormats.length === 0 ? ACCEPTED_FORMATS : acceptedFormats;
}

function megabytesOf({ limitBytes }: ToldFacts): number {
  return limitBytes === null ? 200 : Math.floor(limitBytes / (1024 * 1024));
}

/** What a server says, as one sentence without the names of its insides. */
function sentence(message: string): string {
  const plain = message.replaceAll(/\s+/g, ' ').trim();
  return plain === '' || /[.!?。！？]$/u.test(plain) ? plain : `${plain}.`;
}
