import { expect, it } from 'vitest';
import { sqlProblem, sqlStateOf } from './sql-problem.ts';

it.each(['23505', '40P01', '57P01', 'XX000', 'P0001', 'HV000', 'F0000'])('takes %s for what Postgres said', (code) => {
  expect(sqlStateOf(Object.assign(new Error('said'), { code }))).toBe(code);
});

it.each(['EPIPE', 'EBUSY', 'ECONNRESET', 'ETIMEDOUT'])('does not take %s of the system for what Postgres said', (code) => {
  expect(sqlStateOf(Object.assign(new Error('write'), { code, syscall: 'write' }))).toBeNull();
});

it.each(['57P01', '57P02', '57P03', '08006', '53300', '25006'])('takes %s for a database that cannot be reached now', (code) => {
  expect(sqlProblem(Object.assign(new Error('said'), { code }))).toMatchObject({ code: 'database.unreachable' });
});
