import sharp from 'sharp'
import { LIMITS } from '../../../src/contract'
import { Problem, refuseIf } from '../../kernel/problem'
import { type ImageHeader, type ImageType, isAnimatedPng, refuseHeader, sniffType, wholeBytes } from './rules'
import { Workshop } from './workshop'

const BENCHES = 2
const WAITING_MAX = 24
const QUALITY = 80
/** How hard the encoder looks for a smaller file, 0..6: above 3 it takes twice the time for a few per cent. */
const EFFORT = 3

// One thread for each picture and nothing kept between them, so that the memory of an upload ends with it.
sharp.cache(false)
sharp.concurrency(1)

const workshop = new Workshop(BENCHES, WAITING_MAX)

export interface EncodedImage {
  /** Of the full picture, upright, in pixels. */
  width: number
  height: number
  full: Buffer
  thumb: Buffer
}

/**
 * The picture made anew as WebP, upright, in sRGB, without any metadata: whatever else the file carried is left behind.
 * @throws Problem image_unreadable where it is not one still picture of the declared type, or is cut short
 * @throws Problem too_large where it has too many pixels @throws Problem overloaded where too many wait already
 */
export async function reEncode(bytes: Buffer, declared: ImageType): Promise<EncodedImage> {
  if (sniffType(bytes) !== declared) throw unreadable('its first bytes are of another type')
  if (declared === 'image/png' && isAnimatedPng(bytes)) throw unreadable('animated')
  const header = await readHeader(bytes)
  refuseIf(refuseHeader(header, declared, LIMITS.imagePixels))
  return workshop.run(wholeBytes(header) > 0 ? BENCHES : 1, () => encode(bytes))
}

async function readHeader(bytes: Buffer): Promise<ImageHeader> {
  try {
    const header = await sharp(bytes, { limitInputPixels: false }).metadata()
    return {
      format: header.format,
      width: header.width,
      height: header.height,
      channels: header.channels,
      bytesPerSample: header.depth === 'uchar' ? 1 : 2,
      isProgressive: header.isProgressive === true,
      frames: header.pages ?? 1,
    }
  } catch (error) {
    throw unreadable((error as Error).message)
  }
}

async function encode(bytes: Buffer): Promise<EncodedImage> {
  const edge = LIMITS.imageFullEdge
  const fit = { fit: 'inside', withoutEnlargement: true } as const
  try {
    const { data, info } = await sharp(bytes, {
      limitInputPixels: LIMITS.imagePixels,
      sequentialRead: true,
      failOn: 'truncated',
    })
      .autoOrient()
      .resize({ width: edge, height: edge, ...fit })
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true })
    const upright = () => sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } })
    const webp = { quality: QUALITY, effort: EFFORT }
    const full = await upright().webp(webp).toBuffer()
    const thumb = await upright()
      .resize({ width: LIMITS.imageThumbEdge, height: LIMITS.imageThumbEdge, ...fit })
      .webp(webp)
      .toBuffer()
    return { width: info.width, height: info.height, full, thumb }
  } catch (error) {
    throw unreadable((error as Error).message)
  }
}

function unreadable(because: string): Problem {
  return new Problem('image_unreadable', { because })
}
