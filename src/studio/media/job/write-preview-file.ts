import { AV_PIX_FMT_PAL8, AV_PIX_FMT_YUV420P, AVERROR_EOF, FF_ENCODER_GIF } from 'node-av/constants';
import {
  Codec,
  CodecContext,
  type FilterContext,
  FilterGraph,
  FFmpegError,
  Frame,
  Packet,
  PosixError,
  Rational,
} from 'node-av/lib';
import type { ExportPlan } from '../../../engine/export/index.ts';
import type { MediaFile } from '../../ports/timeline-exporter.ts';
import { Picture } from '../visual/picture.ts';
import { check, drainPackets, openContainer } from './av.ts';
import { canvasFor } from './encode-video.ts';
import { openShot } from './open-shot.ts';
import type { Job } from './protocol.ts';

const AVERROR_EAGAIN: number = FFmpegError.AVERROR(PosixError.EAGAIN);
const FRAMES_PER_SECOND = 12;
const LONGEST_SECONDS = 10;
/** One palette for all pictures, from what changes most; an ordered dither, since a random one would have to be stored anew in every picture. */
const PALETTE = 'split[a][b];[a]palettegen=stats_mode=diff[p];[b][p]paletteuse=dither=bayer:bayer_scale=4:diff_mode=rectangle';

type PreviewJob = Omit<Extract<Job, { kind: 'timeline' }>, 'plan'> & { readonly plan: ExportPlan };

/** Draws the first ten seconds into a GIF of twelve pictures a second. */
export async function writePreviewFile(job: PreviewJob, onProgress: (done: number) => void): Promise<void> {
  const { width, height } = job.plan;
  const graph = new FilterGraph();
  graph.alloc();
  const source = `video_size=${width}x${height}:pix_fmt=${AV_PIX_FMT_YUV420P}:time_base=1/${FRAMES_PER_SECOND}:pixel_aspect=1/1:colorspace=1:range=1`;
  check(graph.parse2(`buffer@in=${source},${PALETTE},buffersink@out`), 'prepare a preview');
  check(graph.configSync(), 'prepare a preview');
  const input = graph.getFilter('buffer@in');
  const output = graph.getFilter('buffersink@out');
  if (input === null || output === null) {
    throw new Error('FFmpeg gave no way into its filters.');
  }

  await drawPictures(job.plan, job.media, { input, onProgress: (done) => onProgress(0.8 * done) });
  check(await input.buffersrcAddFrame(null), 'finish a preview');
  await encodePictures(job, output);
  graph.free();
  onProgress(1);
}

async function drawPictures(
  plan: ExportPlan,
  media: ReadonlyMap<string, MediaFile>,
  { input, onProgress }: { readonly input: FilterContext; readonly onProgress: (done: number) => void },
): Promise<void> {
  const seconds = Math.min(LONGEST_SECONDS, plan.frames / plan.framesPerSecond);
  const count = Math.max(1, Math.floor(seconds * FRAMES_PER_SECOND));
  const frameOf = (place: number): number =>
    Math.min(plan.frames - 1, Math.round((place * plan.framesPerSecond) / FRAMES_PER_SECOND));
  const places = Array.from({ length: count }, (_, place) => ({ place, frame: frameOf(place) }));
  for (const shot of plan.shots) {
    const shown = places.filter(({ frame }) => frame >= shot.startFrame && frame < shot.endFrame);
    if (shown.length === 0) {
      continue;
    }

    const artist = await openShot(shot, plan, media);
    try {
      for (const { place, frame } of shown) {
        const moment = frame / plan.framesPerSecond;
        await artist.prepare(moment);
        // A new one each time: the palette is chosen when all of them are there.
        const canvas = canvasFor(plan);
        artist.draw(new Picture(canvas.planes, artist.still), moment);
        canvas.frame.pts = BigInt(place);
        check(await input.buffersrcAddFrame(canvas.frame), 'draw a preview');
        canvas.frame.free();
        onProgress(place / count);
      }
    } finally {
      await artist.close();
    }
  }
}

async function encodePictures({ plan, outputPath, metadata }: PreviewJob, output: FilterContext): Promise<void> {
  const codec = Codec.findEncoderByName(FF_ENCODER_GIF);
  const encoder = new CodecContext();
  encoder.allocContext3(codec);
  encoder.width = plan.width;
  encoder.height = plan.height;
  encoder.pixelFormat = AV_PIX_FMT_PAL8;
  encoder.timeBase = new Rational(1, FRAMES_PER_SECOND);
  encoder.framerate = new Rational(FRAMES_PER_SECOND, 1);
  check(encoder.open2Sync(codec, null), 'start the gif encoder');
  const container = openContainer('gif', outputPath, metadata);
  const stream = container.newStream();
  check(stream.codecpar.fromContext(encoder), 'describe a preview');
  stream.timeBase = new Rational(1, 100);
  check(await container.openOutput(), 'open the file');
  check(await container.writeHeader(null), 'write the head of the file');
  const [frame, packet] = [new Frame(), new Packet()];
  frame.alloc();
  packet.alloc();
  const write = (): void =>
    drainPackets(encoder, packet, () => {
      packet.duration ||= 1n;
      packet.rescaleTs({ num: 1, den: FRAMES_PER_SECOND }, stream.timeBase);
      packet.streamIndex = stream.index;
      check(container.interleavedWriteFrameSync(packet), 'write the file');
    });
  for (;;) {
    const result = await output.buffersinkGetFrame(frame);
    if (result === AVERROR_EOF || result === AVERROR_EAGAIN) {
      break;
    }

    check(result, 'choose the colours of a preview');
    check(await encoder.sendFrame(frame), 'encode a preview');
    frame.unref();
    write();
  }

  check(await encoder.sendFrame(null), 'finish a preview');
  write();
  check(await container.writeTrailer(), 'finish the file');
  await container.closeOutput();
  encoder.freeContext();
}
