import { expect, it } from 'vitest';
import { ServiceClient } from '../service-client.js';
import { checkPlace } from './check-what-is-left.js';
import { makeFaultPlace, until } from './fault-place.js';
import { asksForMusic, TurnEar } from './turn-ear.js';
it('finishes a turn whose client has left, and takes no other one meanwhile', async () => {
  const place = await makeFaultPlace('pglite');
  const server = await place.startServer();
  const client = await ServiceClient.connect(server.url);
  const ear = new TurnEar(await client.beginTurn('make a 30 second lo-fi beat'));
  expect(await ear.hear(asksForMusic)).not.toBeNull();
  await ear.leave();
  const second = await client.beginTurn('what is on the timeline?');
  expect(second.status).toBe(409);
  expect(await second.json()).toMatchObject({ code: 4009 });
  await until('the music is there', async () => (await client.state()).state.generated_media.length === 1);
  let answered = await client.beginTurn('what is on the timeline?');
  // The turn's last word comes a moment after its music.
  await until('the turn has ended', async () => {
    answered = answered.status === 409 ? await client.beginTurn('what is on the timeline?') : answered;
    return answered.status === 200;
  });
  expect(await answered.text()).toContain('Timeline (');
  expect(await server.stop()).toBe(0);
  await checkPlace(place);
});
it('ends streams with whole events when it stops, and makes the music after the next start', async () => {
  const place = await makeFaultPlace('pglite');
  const first = await place.startServer();
  const client = await ServiceClient.connect(place.url);
  const ear = new TurnEar(await client.beginTurn('make a 2 minute lo-fi beat'));
  await ear.hear(asksForMusic);
  const stopped = first.stop();
  expect(await ear.hearAll()).toBe(true);
  expect(ear.events.at(-1)).toMatchObject({ author: 'nemo_agent' });
  expect(await stopped).toBe(0);
  const second = await place.startServer();
  await until('the music is there', async () => (await client.state()).state.generated_media.length === 1);
  const { text } = await client.say('what is on the timeline?');
  expect(text).toContain('Timeline (');
  expect(await second.stop()).toBe(0);
  await checkPlace(place);
});
//# sourceMappingURL=stream.test.js.map
