/** Bytes in a person's words: `200 MB`, an MB being 1024 × 1024 bytes as file managers and `ls -h` count. */
export function inMegabytes(bytes: number): string {
  const megabytes = bytes / (1 << 20);
  return `${megabytes >= 10 ? Math.floor(megabytes) : Math.floor(megabytes * 10) / 10} MB`;
}
