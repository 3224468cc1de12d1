import type { WallClock } from '../ports/wall-clock.ts';

export const systemWallClock: WallClock = { now: () => new Date() };
