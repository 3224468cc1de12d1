import { createRequire } from 'node:module';

type Server = { run(): Promise<{ readonly port: number }>; close(): Promise<void> };
// The package brings no types.
const S3rver: new (options: object) => Server = createRequire(import.meta.url)('s3rver');

/** An S3-compatible store with one bucket, keeping it in `folder`. */
export async function startBucketServer(folder: string, bucket: string): Promise<{ url: string; stop: () => Promise<void> }> {
  const server = new S3rver({
    port: 0,
    address: '127.0.0.1',
    directory: folder,
    silent: true,
    configureBuckets: [{ name: bucket }],
  });
  const { port } = await server.run();
  return { url: `http://S3RVER:S3RVER@127.0.0.1:${port}/${bucket}`, stop: async () => server.close() };
}
