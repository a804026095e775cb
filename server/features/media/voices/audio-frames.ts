import { Fault } from './fault'
import type { Sound } from './sound'

interface Frame {
  bytes: number
  seconds: number
  /** Says of the stream and not of the frame: the same in all of them. */
  kind: number
}

const ID3V1_BYTES = 128
const ADTS_HEADER_BYTES = 7
export const AAC_SAMPLES = 1024
/** Of AAC, by the index in its header; MPEG-4 audio, table 1.18. */
export const AAC_RATES = [
  96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350,
]

const KBPS_1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320]
const KBPS_2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160]
const RATES_1 = [44_100, 48_000, 32_000]

export function readMp3(bytes: Buffer): Sound {
  const { frames, seconds } = walk(bytes, mp3Frame)
  // The first may hold no sound, but the name of the encoder and a table of places to jump to.
  const [first = bytes] = frames
  if (!/^(Xing|Info|VBRI)/.test(namedIn(first))) return { type: 'mp3', seconds, bytes: Buffer.concat(frames) }
  if (frames.length === 1) throw new Fault('not one frame of sound')
  return { type: 'mp3', seconds: seconds * (1 - 1 / frames.length), bytes: Buffer.concat(frames.slice(1)) }
}

export function readAdts(bytes: Buffer): Sound {
  const { frames, seconds } = walk(bytes, adtsFrame)
  return { type: 'aac', seconds, bytes: Buffer.concat(frames) }
}

/**
 * Frame after frame to the end. An ID3v1 tag there is left out, and so is a last frame that a recorder was stopped in; anything else between or
 * behind frames is no recording.
 */
function walk(bytes: Buffer, readFrame: (bytes: Buffer, at: number) => Frame): { frames: Buffer[]; seconds: number } {
  const frames: Buffer[] = []
  let seconds = 0
  let kind: number | null = null
  let at = 0
  while (at < bytes.length) {
    if (bytes.length - at === ID3V1_BYTES && bytes.toString('latin1', at, at + 3) === 'TAG') break
    if (bytes.length - at < ADTS_HEADER_BYTES && bytes[at] === 0xff) break
    const frame = readFrame(bytes, at)
    if (kind !== null && frame.kind !== kind) throw new Fault('frames of several kinds')
    kind = frame.kind
    if (at + frame.bytes > bytes.length) break
    frames.push(bytes.subarray(at, at + frame.bytes))
    seconds += frame.seconds
    at += frame.bytes
  }
  if (frames.length === 0) throw new Fault('not one frame of sound')
  return { frames, seconds }
}

/** ISO/IEC 11172-3, 2.4.1.3 and 2.4.2.3; 13818-3 for half the rates, and the quarter rates of "MPEG 2.5". */
function mp3Frame(bytes: Buffer, at: number): Frame {
  const header = bytes.readUInt32BE(at)
  const version = (header >>> 19) & 3
  const layer = (header >>> 17) & 3
  if (header >>> 21 !== 0x7ff || version === 1 || layer !== 1) throw new Fault('no frame where one must be')
  const isFirst = version === 3
  const kbps = (isFirst ? KBPS_1 : KBPS_2)[(header >>> 12) & 15]
  const rate = RATES_1[(header >>> 10) & 3]
  if (!kbps || rate === undefined) throw new Fault('a frame without a length')
  const hertz = isFirst ? rate : version === 2 ? rate / 2 : rate / 4
  const samples = isFirst ? 1152 : 576
  const padding = (header >>> 9) & 1
  const kind = (version << 2) | ((header >>> 10) & 3)
  return { bytes: Math.floor((samples * kbps * 125) / hertz) + padding, seconds: samples / hertz, kind }
}

/** The four letters behind the side information of a frame, or behind 32 bytes where Fraunhofer's encoder puts them. */
function namedIn(frame: Buffer): string {
  const header = frame.readUInt32BE(0)
  const isFirst = ((header >>> 19) & 3) === 3
  const isMono = ((header >>> 6) & 3) === 3
  const side = isFirst ? (isMono ? 17 : 32) : isMono ? 9 : 17
  const named = (at: number) => frame.toString('latin1', at, at + 4)
  return named(36) === 'VBRI' ? 'VBRI' : named(4 + side)
}

/** ISO/IEC 13818-7, 6.2.1 and 6.2.2. */
function adtsFrame(bytes: Buffer, at: number): Frame {
  const fixed = bytes.readUIntBE(at, 4)
  const rate = AAC_RATES[(fixed >>> 10) & 15]
  if (((fixed >>> 16) & 0xfff6) !== 0xfff0 || rate === undefined) throw new Fault('no frame where one must be')
  const hasCheck = ((fixed >>> 16) & 1) === 0
  const length = (bytes.readUIntBE(at + 3, 3) >>> 5) & 0x1fff
  if (length < ADTS_HEADER_BYTES + (hasCheck ? 2 : 0)) throw new Fault('a frame without a length')
  const blocks = (bytes.readUInt8(at + 6) & 3) + 1
  // Profile, rate and channels; the private bit between them belongs to nobody.
  return { bytes: length, seconds: (blocks * AAC_SAMPLES) / rate, kind: (fixed >>> 6) & 0b11_1111_0111 }
}

/** A frame of AAC with the header that says what it is; `profile` is its object type less one. */
export function toAdts(frame: Buffer, { profile, rateIndex, channels }: AacFacts): Buffer {
  const length = frame.length + ADTS_HEADER_BYTES
  if (length > 0x1fff) throw new Fault('a frame that is too long')
  const header = Buffer.from([
    0xff,
    0xf1,
    (profile << 6) | (rateIndex << 2) | (channels >> 2),
    ((channels & 3) << 6) | (length >> 11),
    (length >> 3) & 0xff,
    ((length & 7) << 5) | 0x1f,
    0xfc,
  ])
  return Buffer.concat([header, frame])
}

export interface AacFacts {
  profile: number
  rateIndex: number
  channels: number
}
