// The part of this stage that media processes need, apart for the same reason as that of audio/.
export { motionRectAt } from './motion-rect.ts';
export { transitionProgress } from './shot.ts';
export { titleSpan } from './title-span.ts';
