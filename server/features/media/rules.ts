import type { ErrorCode } from '../../../src/contract'

export type ImageType = 'image/jpeg' | 'image/png' | 'image/webp'

/** The media types that are taken. */
export const IMAGE_TYPES: ImageType[] = ['image/jpeg', 'image/png', 'image/webp']

/** What the first bytes say they are, whatever the sender said. */
export function sniffType(bytes: Buffer): ImageType | null {
  if (bytes.length >= 3 && bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'image/jpeg'
  if (bytes.subarray(0, 8).equals(PNG_SIGNATURE)) return 'image/png'
  if (bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP') return 'image/webp'
  return null
}

const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/** What the header of a picture says, before any of it is decoded (container.ts). */
export interface ImageHeader {
  width: number
  height: number
  channels: number
  bytesPerSample: number
  /** As stored: less than the channels where a JPEG keeps its colours more coarsely. */
  samplesPerPixel: number
  /** It cannot be decoded row by row: a JPEG in several scans, an interlaced PNG, any WebP. */
  isProgressive: boolean
  isAnimated: boolean
}

/** What decoding one picture may take. The server as a whole is to stay within 256 MB above its rest. */
export const DECODING_BYTES_MAX = 64 * 1024 * 1024

/** From here on a picture is decoded alone. */
export const LARGE_BYTES = 16 * 1024 * 1024

/**
 * Bytes that decoding takes. A JPEG in one scan is made smaller while it is read, and takes a few rows; in several scans all of it is kept, as
 * coefficients of two bytes, however small the picture made of it will be. A PNG is counted whole: plain ones go through row by row, but with
 * a window of many rows in as many bytes as the samples have. WebP is whole at four bytes a pixel.
 */
export function decodingBytes(header: ImageHeader, type: ImageType): number {
  const pixels = header.width * header.height
  if (type === 'image/jpeg') return header.isProgressive ? pixels * header.samplesPerPixel * 2 : 0
  return pixels * header.channels * header.bytesPerSample
}

export function refuseHeader(
  header: ImageHeader,
  type: ImageType,
  limits: { pixels: number; edge: number },
): ErrorCode | null {
  if (header.isAnimated || header.width < 1 || header.height < 1) return 'image_unreadable'
  if (Math.max(header.width, header.height) > limits.edge) return 'too_large'
  if (header.width * header.height > limits.pixels || decodingBytes(header, type) > DECODING_BYTES_MAX)
    return 'too_large'
  return null
}
