/** A file format that we take: how FFmpeg opens it, and what it is called on the web. */
export type AcceptedFormat = {
  /** FFmpeg's demuxers to open it with, tried in this order; never any other. */
  readonly demuxers: readonly [string, ...string[]];
  /** MIME type when there are moving pictures in it (or, for stills, at all). */
  readonly contentType: string;
  /** MIME type when there is only sound in it. */
  readonly soundContentType: string;
  /** Stills, of which one or more pictures make the whole file. */
  readonly isPicture: boolean;
};

const MOV: AcceptedFormat = {
  demuxers: ['mov'],
  contentType: 'video/mp4',
  soundContentType: 'audio/mp4',
  isPicture: false,
};
const MATROSKA: AcceptedFormat = {
  demuxers: ['matroska'],
  contentType: 'video/x-matroska',
  soundContentType: 'audio/x-matroska',
  isPicture: false,
};

/**
 * Every format we take, by the type that `file-type` finds in the content. A demuxer is always named when a file is opened: FFmpeg's own
 * guess could be one that reads other files (playlists, concat scripts, picture sequences).
 */
export const ACCEPTED_FORMATS: ReadonlyMap<string, AcceptedFormat> = new Map([
  ['video/mp4', MOV],
  ['video/x-m4v', MOV],
  ['audio/mp4', MOV],
  ['audio/x-m4a', MOV],
  ['video/quicktime', { ...MOV, contentType: 'video/quicktime' }],
  ['video/webm', { ...MATROSKA, contentType: 'video/webm', soundContentType: 'audio/webm' }],
  ['video/matroska', MATROSKA],
  ['video/vnd.avi', { demuxers: ['avi'], contentType: 'video/vnd.avi', soundContentType: 'video/vnd.avi', isPicture: false }],
  ['audio/mpeg', soundFormat('mp3', 'audio/mpeg')],
  ['audio/wav', soundFormat('wav', 'audio/wav')],
  ['audio/aac', soundFormat('aac', 'audio/aac')],
  ['image/jpeg', pictureFormat('image/jpeg', 'jpeg_pipe')],
  ['image/png', pictureFormat('image/png', 'png_pipe')],
  // An animated PNG is taken for its first picture, as programs that know no animation show it.
  ['image/apng', pictureFormat('image/png', 'png_pipe')],
  ['image/gif', pictureFormat('image/gif', 'gif')],
  ['image/webp', pictureFormat('image/webp', 'webp_anim', 'webp_pipe')],
]);

/** The formats in a person's words, for messages. */
export const ACCEPTED_NAMES = 'mp4, mov, avi, webm, mkv, jpg, png, gif, webp, mp3, wav, m4a or aac';

/** For FFmpeg's option `format_whitelist`: whatever opens a file inside a file may use these alone. */
export const FORMAT_WHITELIST =
  'mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,gif,png_pipe,jpeg_pipe,webp_pipe,webp_anim,mp3,wav,aac';
/** For FFmpeg's option `protocol_whitelist`: files of this machine, and of these only the one that is opened. */
export const PROTOCOL_WHITELIST = 'file';

/**
 * FFmpeg's names of the decoders that strangers' files are read with: what cameras, phones, browsers, editors and recorders write. Every
 * further one is another piece of old C that a crafted file could aim at.
 */
export const ACCEPTED_CODECS: ReadonlySet<string> = new Set(
  `h264 hevc libdav1d vp8 vp9 mpeg1video mpeg2video mpeg4 msmpeg4v2 msmpeg4 h263 flv mjpeg prores dnxhd
   dvvideo cfhd theora huffyuv ffvhuff utvideo ffv1 qtrle rawvideo cinepak wmv1 wmv2 png gif webp webp_anim
   aac aac_latm mp3float mp2 ac3 eac3 opus vorbis flac alac amrnb amrwb wmav1 wmav2
   adpcm_ms adpcm_ima_wav adpcm_ima_qt pcm_u8 pcm_s8 pcm_s16le pcm_s16be pcm_s24le pcm_s24be pcm_s32le pcm_s32be
   pcm_f32le pcm_f32be pcm_f64le pcm_f64be pcm_alaw pcm_mulaw`.split(/\s+/),
);

function soundFormat(demuxer: string, contentType: string): AcceptedFormat {
  return { demuxers: [demuxer], contentType, soundContentType: contentType, isPicture: false };
}

function pictureFormat(contentType: string, ...demuxers: readonly [string, ...string[]]): AcceptedFormat {
  return { demuxers, contentType, soundContentType: contentType, isPicture: true };
}
