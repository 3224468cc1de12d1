import { createCanvas } from '@napi-rs/canvas';
import { Fft } from '../../src/engine/audio/meters/fft.ts';
import type { Stereo } from '../../src/engine/audio/index.ts';
import { cos, exp, log, log10, SAMPLE_RATE, TAU } from '../../src/engine/kernel/index.ts';

const SIZE = 4096;
const WIDTH = 900;
const HEIGHT = 220;
const LOWEST_HZ = 30;
const HIGHEST_HZ = 20_000;
/** What is drawn black, dB under the loudest. */
const FLOOR_DB = 85;

/** A picture of a piece (PNG): time to the right, frequency upwards on a logarithmic scale, brighter is louder. */
export function drawSpectrogram({ left, right }: Stereo): Buffer {
  const canvas = createCanvas(WIDTH, HEIGHT);
  const paper = canvas.getContext('2d');
  const image = paper.createImageData(WIDTH, HEIGHT);
  const columns = Array.from({ length: WIDTH }, (_, x) => columnAt(left, right, Math.round((x / WIDTH) * (left.length - SIZE))));
  const loudest = columns.reduce((most, column) => column.reduce((top, db) => Math.max(top, db), most), -300);
  columns.forEach((column, x) => {
    column.forEach((db, row) => {
      const level = Math.max(0, 1 + (db - loudest) / FLOOR_DB);
      const place = 4 * ((HEIGHT - 1 - row) * WIDTH + x);
      image.data[place] = Math.round(255 * Math.min(1, 2.2 * level * level));
      image.data[place + 1] = Math.round(255 * Math.max(0, 1.6 * level - 0.62));
      image.data[place + 2] = Math.round(255 * Math.min(1, 1.4 * level * (1.15 - level) + Math.max(0, 4 * level - 3.2)));
      image.data[place + 3] = 255;
    });
  });
  paper.putImageData(image, 0, 0);
  return canvas.toBuffer('image/png');
}

const fft = new Fft(SIZE);
const WINDOW = Float64Array.from({ length: SIZE }, (_, i) => 0.5 - 0.5 * cos((TAU * i) / SIZE));

function columnAt(left: Float32Array, right: Float32Array, start: number): Float64Array {
  const real = Float64Array.from({ length: SIZE }, (_, i) => WINDOW[i]! * ((left[start + i] ?? 0) + (right[start + i] ?? 0)));
  const imaginary = new Float64Array(SIZE);
  fft.transform(real, imaginary);
  return Float64Array.from({ length: HEIGHT }, (_, row) => {
    const hz = LOWEST_HZ * exp((log(HIGHEST_HZ / LOWEST_HZ) * row) / HEIGHT);
    const k = Math.max(1, Math.round((hz * SIZE) / SAMPLE_RATE));
    return 10 * log10(real[k]! * real[k]! + imaginary[k]! * imaginary[k]! + 1e-12);
  });
}
