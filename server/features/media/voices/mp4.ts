import { AAC_RATES, AAC_SAMPLES, type AacFacts, toAdts } from './audio-frames'
import { Fault } from './fault'
import { type Box, boxesIn, one, SAMPLES_MAX } from './mp4-boxes'
import { fragmentSamples, type Sample, tableSamples } from './mp4-samples'
import type { Sound } from './sound'

/**
 * The AAC of an MP4 file of one track, in ADTS (ISO/IEC 14496-12 and -14): the boxes, which can name a place and a telephone, are read and left
 * behind.
 */
export function readMp4(bytes: Buffer): Sound {
  const top = boxesIn(bytes, 0, bytes.length)
  const moov = one(top, 'moov')
  const track = one(boxesIn(bytes, moov.from, moov.to), 'trak')
  const media = one(boxesIn(bytes, track.from, track.to), 'mdia')
  const inMedia = boxesIn(bytes, media.from, media.to)
  const handler = one(inMedia, 'hdlr')
  if (bytes.toString('latin1', handler.from + 8, handler.from + 12) !== 'soun') throw new Fault('a track of no sound')
  const info = one(inMedia, 'minf')
  const table = one(boxesIn(bytes, info.from, info.to), 'stbl')
  const inTable = boxesIn(bytes, table.from, table.to)
  const aac = aacOf(bytes, one(inTable, 'stsd'))
  const samples = [...tableSamples(bytes, inTable), ...fragmentSamples(bytes, top, moov)]
  if (samples.length === 0 || samples.length > SAMPLES_MAX) throw new Fault('no sound, or far too much of it')
  // Told of twice, a little sound would make a lot.
  if (samples.reduce((sum, { size }) => sum + size, 0) > bytes.length)
    throw new Fault('more sound than the file is long')
  const data = top.filter(({ type }) => type === 'mdat')
  const frames = samples.map((sample) => toAdts(cut(bytes, data, sample), aac))
  const seconds = (samples.length * AAC_SAMPLES) / (AAC_RATES[aac.rateIndex] ?? 1)
  return { type: 'aac', seconds, bytes: Buffer.concat(frames) }
}

/** Sound lies in the boxes that are made for it: a table that points elsewhere was made to show what lies there. */
function cut(bytes: Buffer, data: readonly Box[], { at, size }: Sample): Buffer {
  if (size < 1 || !data.some(({ from, to }) => at >= from && at + size <= to))
    throw new Fault('a sample outside the data')
  return bytes.subarray(at, at + size)
}

const VERSION_BYTES: Record<number, number> = { 0: 0, 1: 16 }

/** The one sample entry; QuickTime's first version of it is longer. */
function aacOf(bytes: Buffer, { from, to }: Box): AacFacts {
  const entry = one(boxesIn(bytes, from + 8, to), 'mp4a')
  if (bytes.readUInt32BE(from + 4) !== 1) throw new Fault('several kinds of sound')
  const more = VERSION_BYTES[bytes.readUInt16BE(entry.from + 8)]
  if (more === undefined) throw new Fault('an unknown version of a sample entry')
  const inEntry = boxesIn(bytes, entry.from + 28 + more, entry.to)
  const wave = inEntry.find(({ type }) => type === 'wave')
  const esds = one(wave === undefined ? inEntry : wholeBoxes(bytes, wave), 'esds')
  return aacConfig(descriptorOf(bytes, esds))
}

/** QuickTime ends its "wave" with four or eight zero bytes. */
function wholeBoxes(bytes: Buffer, { from, to }: Box): Box[] {
  const end = bytes.readUInt32BE(to - 4) === 0 ? to - (bytes.readUInt32BE(to - 8) === 0 ? 8 : 4) : to
  return boxesIn(bytes, from, end)
}

const ES_TAG = 3
const DECODER_CONFIG_TAG = 4
const DECODER_SPECIFIC_TAG = 5
const MPEG4_AUDIO = 0x40

/** ISO/IEC 14496-1, 7.2.6: an elementary stream's descriptor, in it the decoder's, in it what the decoder must know. */
function descriptorOf(bytes: Buffer, esds: Box): Buffer {
  const stream = descriptor(bytes.subarray(esds.from + 4, esds.to), ES_TAG)
  const flags = stream.readUInt8(2)
  const more = (flags & 0x80 ? 2 : 0) + (flags & 0x40 ? 1 + stream.readUInt8(3 + (flags & 0x80 ? 2 : 0)) : 0)
  const decoder = descriptor(stream.subarray(3 + more + (flags & 0x20 ? 2 : 0)), DECODER_CONFIG_TAG)
  if (decoder.readUInt8(0) !== MPEG4_AUDIO) throw new Fault('not AAC')
  return descriptor(decoder.subarray(13), DECODER_SPECIFIC_TAG)
}

/** A length of at most four bytes, seven bits in each. */
function descriptor(bytes: Buffer, tag: number): Buffer {
  if (bytes.readUInt8(0) !== tag) throw new Fault('another descriptor')
  let length = 0
  for (let at = 1; at <= 4; at += 1) {
    const byte = bytes.readUInt8(at)
    length = length * 128 + (byte & 127)
    if (byte < 128) return bytes.subarray(at + 1, at + 1 + length)
  }
  throw new Fault('a length without an end')
}

const SBR = 5
const PARAMETRIC_STEREO = 29

/** AudioSpecificConfig, ISO/IEC 14496-3, 1.6.2.1. What lies above plain AAC is found again by every decoder in the frames themselves. */
function aacConfig(config: Buffer): AacFacts {
  const bits = config.readUInt16BE(0) * 65_536 + (config.length >= 4 ? config.readUInt16BE(2) : 0)
  const objectType = bits >>> 27
  const isExtended = objectType === SBR || objectType === PARAMETRIC_STEREO
  const profile = (isExtended ? (bits >>> 10) & 31 : objectType) - 1
  const rateIndex = (bits >>> 23) & 15
  const channels = (bits >>> 19) & 15
  if (profile < 0 || profile > 3 || AAC_RATES[rateIndex] === undefined || channels < 1 || channels > 2)
    throw new Fault('a kind of AAC that is not taken')
  return { profile, rateIndex, channels }
}
