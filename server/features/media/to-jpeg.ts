import { Workshop } from './workshop'

const QUALITY = 85

const workshop = new Workshop(1, 24)

/** A stored picture as JPEG, for a platform that reads no WebP. @throws Problem overloaded where too many wait already */
export function toJpeg(stored: Buffer): Promise<Buffer> {
  return workshop.run(1, async () => {
    // Loaded where it is needed: most installations ask no platform, and are 20 MB smaller without it.
    const { default: sharp } = await import('sharp')
    return sharp(stored).flatten({ background: '#fff' }).jpeg({ quality: QUALITY }).toBuffer()
  })
}
