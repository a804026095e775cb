import type { ImageHeader, ImageType } from './rules'

/** What the walk through a file to its end found: what the picture says of itself, or why it is none that we take. */
export type Container = { header: ImageHeader } | { fault: string }

/**
 * Walks a file from its first byte to its last, before anything is decoded. A picture must end where its container says: what is cut short is
 * refused, and so is what carries something else behind it. A JPEG alone may have a trailer, where the trailer is announced, because phones
 * append second pictures and short films to photographs; re-encoding drops it (ITU-T T.81 annex B; PNG third edition, section 5; RFC 9649).
 */
export function readContainer(bytes: Buffer, type: ImageType): Container {
  try {
    return { header: READERS[type](bytes) }
  } catch (error) {
    // Reading beyond the end is a RangeError: the file stops in the middle of a field.
    if (error instanceof Fault || error instanceof RangeError) return { fault: error.message }
    throw error
  }
}

class Fault extends Error {}

const READERS: Record<ImageType, (bytes: Buffer) => ImageHeader> = {
  'image/jpeg': readJpeg,
  'image/png': readPng,
  'image/webp': readWebp,
}

const START_OF_IMAGE = 0xd8
const END_OF_IMAGE = 0xd9
const START_OF_SCAN = 0xda
const APP1 = 0xe1
const APP2 = 0xe2
/** libvips stops at as many; more are made to take time. */
const SCANS_MAX = 100

function readJpeg(bytes: Buffer): ImageHeader {
  let header: ImageHeader | null = null
  let isTrailerAnnounced = false
  let scans = 0
  let at = 2
  for (;;) {
    if (bytes.readUInt8(at) !== 0xff) throw new Fault('no marker where one must be')
    const marker = bytes.readUInt8(at + 1)
    if (marker === 0xff) at += 1
    else if (marker === END_OF_IMAGE) break
    else if (isAlone(marker)) at += 2
    else if (marker < 0xc0 || marker === START_OF_IMAGE) throw new Fault('a marker that cannot be here')
    else {
      const length = bytes.readUInt16BE(at + 2)
      const segment = bytes.subarray(at + 4, at + 2 + length)
      if (length < 2 || segment.length !== length - 2) throw new Fault('a segment is cut short')
      if (isFrame(marker)) {
        if (header !== null) throw new Fault('two frames')
        header = readFrame(segment, marker)
      } else if (announcesTrailer(marker, segment)) isTrailerAnnounced = true
      at += 2 + length
      if (marker === START_OF_SCAN) {
        scans += 1
        if (scans > SCANS_MAX) throw new Fault('too many scans')
        at = endOfScan(bytes, at)
      }
    }
  }
  if (header === null || scans === 0) throw new Fault('a JPEG without a picture')
  const end = at + 2
  if (end < bytes.length && !isTrailerAnnounced && !isSamsungTrailer(bytes, end))
    throw new Fault('bytes behind its end')
  // A picture in several scans is kept whole as coefficients, also where it does not call itself progressive.
  return { ...header, isProgressive: header.isProgressive || scans > 1 }
}

/** Markers without a length: restarts, and TEM. */
function isAlone(marker: number): boolean {
  return marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)
}

/** SOF0 to SOF15; DHT, JPG and DAC stand between them. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
}

function readFrame(segment: Buffer, marker: number): ImageHeader {
  const channels = segment.readUInt8(5)
  const factors = Array.from({ length: channels }, (_, index) => segment.readUInt8(7 + index * 3))
  const area = (factor: number) => (factor >> 4) * (factor & 15)
  const largest = Math.max(...factors.map((factor) => factor >> 4)) * Math.max(...factors.map((factor) => factor & 15))
  if (channels === 0 || largest === 0) throw new Fault('a frame without components')
  return {
    width: segment.readUInt16BE(3),
    height: segment.readUInt16BE(1),
    channels,
    bytesPerSample: segment.readUInt8(0) > 8 ? 2 : 1,
    samplesPerPixel: factors.reduce((sum, factor) => sum + area(factor), 0) / largest,
    isProgressive: (marker & 3) === 2,
    isAnimated: false,
  }
}

/** Entropy-coded data, in which 0xff is followed by 0 or is a restart, up to the next marker. */
function endOfScan(bytes: Buffer, start: number): number {
  for (let at = bytes.indexOf(0xff, start); at >= 0 && at + 1 < bytes.length; at = bytes.indexOf(0xff, at)) {
    const next = bytes.readUInt8(at + 1)
    if (next === 0xff) at += 1
    else if (next === 0 || isAlone(next)) at += 2
    else return at
  }
  throw new Fault('it stops before its end')
}

const MULTI_PICTURE = Buffer.from('MPF\0', 'latin1')
const XMP = Buffer.from('http://ns.adobe.com/xap/1.0/\0', 'latin1')

/** A Multi-Picture Format index (CIPA DC-007), or the XMP of a motion photo (Android's Motion Photo format, and Micro Video before it). */
function announcesTrailer(marker: number, segment: Buffer): boolean {
  if (marker === APP2) return segment.subarray(0, MULTI_PICTURE.length).equals(MULTI_PICTURE)
  if (marker !== APP1 || !segment.subarray(0, XMP.length).equals(XMP)) return false
  return /:(MotionPhoto|MicroVideo)\s*(=\s*["']|>\s*)1/.test(segment.toString('latin1', XMP.length))
}

/** What nearly every Galaxy photograph ends in: a directory "SEFH", its length, "SEFT". */
function isSamsungTrailer(bytes: Buffer, end: number): boolean {
  if (bytes.length < end + 12 || bytes.toString('latin1', bytes.length - 4) !== 'SEFT') return false
  const directory = bytes.length - 8 - bytes.readUInt32LE(bytes.length - 8)
  return directory >= end && bytes.toString('latin1', directory, directory + 4) === 'SEFH'
}

/** Channels by PNG's colour type; of a palette as many as its colours may have. */
const PNG_CHANNELS: Record<number, number> = { 0: 1, 2: 3, 3: 4, 4: 2, 6: 4 }
const CHUNK_FRAME_BYTES = 12

function readPng(bytes: Buffer): ImageHeader {
  const start = 8
  const name = (at: number) => bytes.toString('latin1', at + 4, at + 8)
  if (name(start) !== 'IHDR' || bytes.readUInt32BE(start) !== 13) throw new Fault('a PNG without its header')
  const channels = PNG_CHANNELS[bytes.readUInt8(start + 17)]
  if (channels === undefined) throw new Fault('an unknown colour type')
  let isAnimated = false
  let hasTransparency = false
  let hasPicture = false
  let at = start
  for (;;) {
    const kind = name(at)
    const end = at + CHUNK_FRAME_BYTES + bytes.readUInt32BE(at)
    if (end > bytes.length) throw new Fault('a chunk is cut short')
    at = end
    if (kind === 'IEND') break
    // An animated PNG says so (PNG, third edition, section 11.3.6.1).
    if (kind === 'acTL') isAnimated = true
    else if (kind === 'tRNS') hasTransparency = true
    else if (kind === 'IDAT') hasPicture = true
  }
  if (!hasPicture) throw new Fault('a PNG without a picture')
  if (at !== bytes.length) throw new Fault('bytes behind its end')
  const decoded = Math.min(4, channels + (hasTransparency ? 1 : 0))
  return {
    width: bytes.readUInt32BE(start + 8),
    height: bytes.readUInt32BE(start + 12),
    channels: decoded,
    bytesPerSample: bytes.readUInt8(start + 16) > 8 ? 2 : 1,
    samplesPerPixel: decoded,
    isProgressive: bytes.readUInt8(start + 20) !== 0,
    isAnimated,
  }
}

function readWebp(bytes: Buffer): ImageHeader {
  if (8 + bytes.readUInt32LE(4) !== bytes.length) throw new Fault('it is not as long as it says')
  const sizes: { width: number; height: number }[] = []
  let isAnimated = false
  let pictures = 0
  for (let at = 12; at < bytes.length; ) {
    const kind = bytes.toString('latin1', at, at + 4)
    const length = bytes.readUInt32LE(at + 4)
    const end = at + 8 + length + (length % 2)
    if (end > bytes.length) throw new Fault('a chunk is cut short')
    const size = sizeInChunk(kind, bytes, at + 8)
    if (size !== null) sizes.push(size)
    if (kind === 'VP8 ' || kind === 'VP8L') pictures += 1
    else if (kind === 'ANIM' || kind === 'ANMF') isAnimated = true
    at = end
  }
  if (pictures !== 1 && !isAnimated) throw new Fault('a WebP of no or several pictures')
  return {
    width: Math.max(...sizes.map(({ width }) => width)),
    height: Math.max(...sizes.map(({ height }) => height)),
    channels: 4,
    bytesPerSample: 1,
    samplesPerPixel: 4,
    isProgressive: true,
    isAnimated,
  }
}

function sizeInChunk(kind: string, bytes: Buffer, at: number): { width: number; height: number } | null {
  if (kind === 'VP8X') return { width: bytes.readUIntLE(at + 4, 3) + 1, height: bytes.readUIntLE(at + 7, 3) + 1 }
  if (kind === 'VP8 ')
    return { width: bytes.readUInt16LE(at + 6) & 0x3fff, height: bytes.readUInt16LE(at + 8) & 0x3fff }
  if (kind !== 'VP8L') return null
  const packed = bytes.readUInt32LE(at + 1)
  return { width: (packed & 0x3fff) + 1, height: ((packed >>> 14) & 0x3fff) + 1 }
}
