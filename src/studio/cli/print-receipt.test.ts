import { describe, expect, it } from 'vitest';
import type { ReceiptLine } from '../../engine/brief/index.ts';
import { printReceipt } from './print-receipt.ts';
import { paintFor } from './terminal.ts';

const layout = { columns: 80, paint: paintFor(false) };

function receiptFor(
  prompt: string,
  rows: readonly (readonly [words: string, status: ReceiptLine['status'], decision: string])[],
): ReceiptLine[] {
  return rows.map(([words, status, decision]) => ({
    words,
    start: prompt.indexOf(words),
    end: prompt.indexOf(words) + words.length,
    decision,
    status,
    note: '',
  }));
}

describe('printReceipt', () => {
  it('marks each word below itself', () => {
    const prompt = 'calm piano, vocals please';
    const receipt = receiptFor(prompt, [
      ['calm', 'honoured', 'mood calm'],
      ['piano', 'honoured', 'piano plays'],
      ['vocals', 'refused', 'no singing'],
      ['please', 'unused', ''],
    ]);
    expect(printReceipt(prompt, receipt, layout).split('\n').slice(0, 2)).toEqual([
      'calm piano, vocals please',
      '✓✓✓✓ ✓✓✓✓✓  ✗✗✗✗✗✗ ······',
    ]);
  });

  it('keeps marks below wide characters', () => {
    const prompt = '轻快 piano';
    expect(printReceipt(prompt, receiptFor(prompt, [['piano', 'honoured', 'piano plays']]), layout).split('\n')[1]).toBe(
      '     ✓✓✓✓✓',
    );
  });

  it('breaks a long prompt between words and marks every row', () => {
    const prompt = 'calm '.repeat(30).trim();
    const receipt: ReceiptLine[] = [
      { words: 'calm', start: 0, end: prompt.length, decision: 'mood calm', status: 'honoured', note: '' },
    ];
    const rows = printReceipt(prompt, receipt, { ...layout, columns: 40 })
      .split('\n')
      .slice(0, 8);
    expect(rows.filter((row) => row.startsWith('calm')).every((row) => row.length <= 40)).toBe(true);
    expect(rows.filter((row) => row.startsWith('✓'))).toHaveLength(4);
  });

  it('lists options that are no part of the prompt', () => {
    const receipt: ReceiptLine[] = [
      { words: '--bpm 90', start: -1, end: -1, decision: 'tempo 90 BPM', status: 'honoured', note: '' },
    ];
    expect(printReceipt('calm', receipt, layout)).toMatch(/✓ --bpm 90 {2}tempo 90 BPM/);
  });
});
