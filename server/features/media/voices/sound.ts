import { readAdts, readMp3 } from './audio-frames'
import { Fault } from './fault'
import { readMp4 } from './mp4'
import { readWebm } from './webm'

/** What we keep: bare frames of MPEG layer III, AAC in ADTS, or Opus in a WebM of our own making. */
export type VoiceType = 'mp3' | 'aac' | 'webm'

export interface Sound {
  type: VoiceType
  /** As long as it plays, by its own frames, whatever the file says of itself. */
  seconds: number
  /** Made anew: frames of sound, and no more around them than a player needs. */
  bytes: Buffer
}

/** What recorders call their files: WeChat and Alipay MP3 or AAC, browsers MP4 or WebM. The bytes decide which it is. */
export const SOUND_TYPES: string[] = [
  'audio/mpeg',
  'audio/mp3',
  'audio/aac',
  'audio/mp4',
  'audio/x-m4a',
  'audio/m4a',
  'audio/webm',
]

export const MEDIA_TYPES: Record<VoiceType, string> = { mp3: 'audio/mpeg', aac: 'audio/aac', webm: 'audio/webm' }

/**
 * Reads a recording from its first byte to its last and makes it anew of its frames: tags, places, names of devices, covers and whatever else
 * stood around or behind them are left where they were. Nothing is decoded.
 */
export function readSound(bytes: Buffer): Sound | { fault: string } {
  const read = readerOf(bytes)
  if (read === null) return { fault: 'its first bytes are of no sound that is taken' }
  try {
    return read(bytes)
  } catch (error) {
    // Reading beyond the end is a RangeError: the file stops in the middle of a field.
    if (error instanceof Fault || error instanceof RangeError) return { fault: error.message }
    throw error
  }
}

function readerOf(bytes: Buffer): ((bytes: Buffer) => Sound) | null {
  if (bytes.length < 12) return null
  if (bytes.readUInt32BE(0) === 0x1a45dfa3) return readWebm
  if (bytes.toString('latin1', 4, 8) === 'ftyp') return readMp4
  const start = afterId3(bytes)
  if (start + 2 > bytes.length || bytes[start] !== 0xff) return null
  const second = bytes.readUInt8(start + 1)
  // Twelve set bits and layer 0 are AAC's, eleven and layer III are MP3's (ISO/IEC 13818-7, 6.2; ISO/IEC 11172-3, 2.4.2.3).
  if ((second & 0xf6) === 0xf0) return (whole) => readAdts(whole.subarray(start))
  return (second & 0xe6) === 0xe2 ? (whole) => readMp3(whole.subarray(start)) : null
}

const ID3_HEADER_BYTES = 10

/** Where the sound begins behind ID3v2 tags, which may be several (id3v2.4.0-structure, 3.1): who, where and with what is said there. */
function afterId3(bytes: Buffer): number {
  let at = 0
  while (bytes.toString('latin1', at, at + 3) === 'ID3' && at + ID3_HEADER_BYTES <= bytes.length) {
    const size = [6, 7, 8, 9].reduce((sum, offset) => sum * 128 + (bytes.readUInt8(at + offset) & 127), 0)
    const hasFooter = (bytes.readUInt8(at + 5) & 0x10) !== 0
    at += ID3_HEADER_BYTES + size + (hasFooter ? ID3_HEADER_BYTES : 0)
  }
  return at
}
