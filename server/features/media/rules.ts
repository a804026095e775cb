import type { ErrorCode } from '../../../src/contract'

export type ImageType = 'image/jpeg' | 'image/png' | 'image/webp'

/** The media types that are taken, and what sharp calls their formats. */
export const FORMAT_OF: Record<ImageType, string> = { 'image/jpeg': 'jpeg', 'image/png': 'png', 'image/webp': 'webp' }

export const IMAGE_TYPES = Object.keys(FORMAT_OF) as ImageType[]

/** What the first bytes say they are, whatever the sender said. */
export function sniffType(bytes: Buffer): ImageType | null {
  if (bytes.length >= 3 && bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'image/jpeg'
  if (bytes.subarray(0, 8).equals(PNG_SIGNATURE)) return 'image/png'
  if (bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP') return 'image/webp'
  return null
}

const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const PNG_CHUNKS_MAX = 10_000

/** An animated PNG says so in a chunk `acTL` before its first picture data (PNG, third edition, section 11.3.6.1). */
export function isAnimatedPng(bytes: Buffer): boolean {
  let at = PNG_SIGNATURE.length
  for (let chunk = 0; chunk < PNG_CHUNKS_MAX && at + 8 <= bytes.length; chunk += 1) {
    const name = bytes.toString('latin1', at + 4, at + 8)
    if (name === 'acTL') return true
    if (name === 'IDAT') return false
    at += 12 + bytes.readUInt32BE(at)
  }
  return false
}

/** What the header of a picture says, before any of it is decoded. */
export interface ImageHeader {
  format: string
  width: number
  height: number
  channels: number
  bytesPerSample: number
  /** Progressive JPEG or interlaced PNG. */
  isProgressive: boolean
  frames: number
}

/** A whole picture in memory at once: 24 million pixels of four bytes, with room. */
export const WHOLE_BYTES_MAX = 128 * 1024 * 1024

/**
 * Bytes that decoding takes at once. A plain JPEG or PNG goes through row by row; a progressive one, an interlaced one and WebP must be whole
 * in memory first (a progressive JPEG as coefficients of two bytes), however small the picture made of it will be.
 */
export function wholeBytes(header: ImageHeader): number {
  const samples = header.width * header.height * header.channels
  if (header.format === 'webp') return header.width * header.height * 4
  if (!header.isProgressive) return 0
  return samples * (header.format === 'jpeg' ? 2 : header.bytesPerSample)
}

export function refuseHeader(header: ImageHeader, declared: ImageType, pixelsMax: number): ErrorCode | null {
  if (header.format !== FORMAT_OF[declared]) return 'image_unreadable'
  if (header.frames > 1 || header.width < 1 || header.height < 1) return 'image_unreadable'
  if (header.width * header.height > pixelsMax || wholeBytes(header) > WHOLE_BYTES_MAX) return 'too_large'
  return null
}
