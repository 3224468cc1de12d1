import type { Operation } from './api-document.ts';
import { type Person, textAt, type Wire } from './wire.ts';

/** The id of a person's export; it holds no mark, since others may say it and hear it again. */
export function exportIdOf(person: Person): string {
  return `render_${person.userId}`;
}

/** Gives a person's session state, an artifact, a token and a finished export, each with `mark` in it. */
export async function makeBelongings(wire: Wire, as: Person, mark: string): Promise<void> {
  const place = `/apps/nemo_agent/users/me/sessions/${as.sessionId}`;
  const inlineData = { mimeType: 'text/plain', data: Buffer.from(mark).toString('base64') };
  const draft = { t: [{ tt: 7, sg: [{ s: 0, d: 500, m: { text: mark } }] }] };
  const id = exportIdOf(as);
  await wire.ask('PATCH', place, { as, json: { state_delta: { mark } } });
  await wire.ask('POST', `${place}/artifacts`, { as, json: { filename: `${mark}.txt`, artifact: { inlineData } } });
  await wire.ask('POST', '/api/tokens', { as, json: { name: mark } });
  const json = { id, sessionId: as.sessionId, draft, output: { resolution: '720p' } };
  await wire.ask('POST', '/api/render/proxy/lambda', { as, json });
  for (;;) {
    const status = textAt((await wire.ask('GET', `/api/render/proxy/lambda/${id}`, { as })).json, 'status');
    if (status === 'completed') {
      return;
    }

    if (!['pending', 'processing'].includes(status)) {
      throw new Error(`The export is ${status}`);
    }

    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** What a person has, as far as the service shows it. The poll of an export is left out: its link is signed anew each time. */
export async function readBelongings(wire: Wire, as: Person): Promise<unknown> {
  const fresh = await wire.ask('POST', '/api/auth/anonymous-token', { headers: { 'X-Client-Id': as.clientId } });
  const again = { ...as, token: textAt(fresh.json, 'data.token') };
  const place = `/apps/nemo_agent/users/me/sessions/${as.sessionId}`;
  const paths = [place, `${place}/artifacts`, '/api/credits/balance/simple', `/api/state/nemo_agent/me/${as.sessionId}/latest`];
  const answers = await Promise.all(paths.map(async (path) => wire.ask('GET', path, { as: again })));
  return answers.map(({ status, text }) => [status, text]);
}

/** The path of an operation with what a person has in each place, but for those of `replace`. */
export function pathWith(operation: Operation, person: Person, replace: { readonly [name: string]: string } = {}): string {
  const honest: readonly (readonly [RegExp, string])[] = [
    [/app/i, 'nemo_agent'],
    [/user/i, 'me'],
    [/session/i, person.sessionId],
    [/artifact|filename|name/i, 'attacker.txt'],
    [/version/i, '0'],
    [/./, exportIdOf(person)],
  ];
  return operation.template.replace(
    /\{(\w+)\}/g,
    (_, name: string) => replace[name] ?? encodeURIComponent(honest.find(([pattern]) => pattern.test(name))?.[1] ?? ''),
  );
}
