/** What may encode pictures: x264 on the processor, or a part of the machine made for it (NVIDIA, Intel, AMD, Apple). */
export const VIDEO_ENCODERS = ['x264', 'nvenc', 'qsv', 'amf', 'videotoolbox'] as const;
export type VideoEncoderName = (typeof VIDEO_ENCODERS)[number];
