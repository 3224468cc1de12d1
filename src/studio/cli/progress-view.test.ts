import { describe, expect, it } from 'vitest';
import { progressBars, progressLines } from './progress-view.ts';
import type { Terminal } from './terminal.ts';

function paperTerminal(): Terminal & { readonly text: () => string } {
  let written = '';
  return {
    out: () => undefined,
    err: (text) => {
      written += text;
    },
    isOutTerminal: false,
    isErrTerminal: true,
    columns: 80,
    hasColour: false,
    text: () => written,
  };
}

describe('progressBars', () => {
  it('never goes back', () => {
    const paper = paperTerminal();
    let nowMs = 0;
    const bars = progressBars(paper, { elapsedMs: () => (nowMs += 100) });
    bars.show({ stage: 'render', done: 0.5 });
    bars.show({ stage: 'render', done: 0.2 });
    bars.show({ stage: 'render', done: 0.6 });
    expect(paper.text()).toContain(' 60 %');
    expect(paper.text()).not.toContain(' 20 %');
  });

  it('takes away all it drew', () => {
    const paper = paperTerminal();
    const bars = progressBars(paper, { elapsedMs: () => 0 });
    bars.show({ stage: 'compose', done: 1 });
    bars.show({ stage: 'render', done: 0 });
    bars.clear();
    expect(paper.text().endsWith('\u001b[2A\u001b[0J')).toBe(true);
  });

  it('draws at most every 80 ms while a stage is under way', () => {
    const paper = paperTerminal();
    const bars = progressBars(paper, { elapsedMs: () => 0 });
    for (let percent = 0; percent <= 100; percent++) {
      bars.show({ stage: 'render', done: percent / 100 });
    }

    expect(paper.text().split('Playing')).toHaveLength(3);
  });
});

describe('progressLines', () => {
  it('says once that a stage begins', () => {
    const paper = paperTerminal();
    const lines = progressLines(paper);
    lines.show({ stage: 'compose', done: 0 });
    lines.show({ stage: 'compose', done: 1 });
    lines.show({ stage: 'render', done: 0 });
    expect(paper.text()).toBe('Composing…\nPlaying…\n');
  });
});
