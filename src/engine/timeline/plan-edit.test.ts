import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fixtureScore } from '../export/score-fixture.ts';
import { StudioError } from '../kernel/index.ts';
import { PLANNERS } from './edits/planners.ts';
import { applyEdit, checkTimeline, Edit, editBetween, EditRequest, placeMusic, planEdit, type Timeline } from './index.ts';
import { fixtureContext, fixtureTimeline, requestsAbout } from '../../../test/random-timelines.ts';

const IDS = fixtureTimeline().tracks.flatMap(({ clips }) => clips.map(({ id }) => id));

/** The timeline after all requests that can be done, and the edits that lead back. */
function carryOut(
  timeline: Timeline,
  requests: readonly EditRequest[],
): { readonly timeline: Timeline; readonly inverses: readonly Edit[] } {
  const context = fixtureContext(timeline);
  let done = timeline;
  const inverses: Edit[] = [];
  for (const request of requests) {
    try {
      const step = applyEdit(done, planEdit(done, request, context));
      done = step.timeline;
      inverses.unshift(step.inverse);
    } catch (problem) {
      if (!(problem instanceof StudioError) || !['edit.impossible', 'timeline.no-such-clip'].includes(problem.code)) {
        throw problem;
      }
    }
  }

  return { timeline: done, inverses };
}

describe('every kind of request', () => {
  it('has a planner, and every planner a kind', () => {
    expect(PLANNERS.map(({ kind }) => kind).sort()).toEqual(EditRequest.options.map(({ shape }) => shape.kind.value).sort());
  });

  it('leaves a valid timeline, is refused in words, and is taken back exactly', () => {
    fc.assert(
      fc.property(fc.array(requestsAbout(IDS), { minLength: 1, maxLength: 8 }), (requests) => {
        const start = fixtureTimeline();
        const { timeline, inverses } = carryOut(
          start,
          requests.map((request) => EditRequest.parse(request)),
        );
        checkTimeline(timeline);
        const back = inverses.reduce(
          (done, inverse) => applyEdit(done, Edit.parse(JSON.parse(JSON.stringify(inverse)))).timeline,
          timeline,
        );
        expect(back).toEqual(start);
      }),
      { numRuns: 400 },
    );
  });

  it('plans music that was just made, whose times are samples, too', () => {
    const start = placeMusic({ score: fixtureScore(), title: 'Calm' });
    const ids = start.tracks.flatMap(({ clips }) => clips.map(({ id }) => id));
    fc.assert(
      fc.property(fc.array(requestsAbout(ids), { minLength: 1, maxLength: 6 }), (requests) => {
        const { timeline, inverses } = carryOut(start, requests);
        checkTimeline(timeline);
        expect(inverses.reduce((done, inverse) => applyEdit(done, inverse).timeline, timeline)).toEqual(start);
      }),
      { numRuns: 200 },
    );
  });

  it('says nothing twice: what is asked again of its own result changes nothing, where asking sets', () => {
    const setting = requestsAbout(IDS).filter(
      (request) =>
        [
          'set-speed',
          'set-framing',
          'set-transition',
          'set-fades',
          'set-ducking',
          'set-captions',
          'set-frame',
          'rename',
        ].includes(request.kind) ||
        (request.kind === 'set-level' && !request.isRelative && request.fromMs === null && request.toMs === null),
    );
    fc.assert(
      fc.property(setting, (request) => {
        const once = carryOut(fixtureTimeline(), [request]).timeline;
        expect(carryOut(once, [request]).timeline).toEqual(once);
      }),
    );
  });

  it('keeps what others wrote, whatever is done', () => {
    fc.assert(
      fc.property(fc.array(requestsAbout(IDS), { maxLength: 6 }), (requests) => {
        const { timeline } = carryOut(fixtureTimeline(), requests);
        expect(timeline.metadata).toEqual({ client: 'theirs' });
        expect(timeline.tracks.find(({ id }) => id === 'effects')?.metadata).toEqual(fixtureTimeline().tracks[1]?.metadata);
        for (const clip of timeline.tracks.flatMap(({ clips }) => clips)) {
          const tag = { first: 1, second: 2, third: 3 }[clip.id];
          expect(tag === undefined ? undefined : clip.metadata.tag).toBe(tag);
        }
      }),
    );
  });
});

describe('the edit between two timelines', () => {
  it('leads from any to any other, and back', () => {
    const made = fc.array(requestsAbout(IDS), { maxLength: 6 }).map((requests) => carryOut(fixtureTimeline(), requests).timeline);
    const mixed = fc
      .tuple(made, fc.boolean())
      .map(([timeline, isTurned]) => (isTurned ? { ...timeline, tracks: timeline.tracks.toReversed() } : timeline));
    fc.assert(
      fc.property(mixed, mixed, (one, other) => {
        const { timeline, inverse } = applyEdit(one, editBetween(one, other));
        expect(timeline).toEqual(other);
        expect(applyEdit(timeline, inverse).timeline).toEqual(one);
        expect(editBetween(one, one).edits).toEqual([]);
      }),
    );
  });
});
