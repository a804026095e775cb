import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { readContainer } from '../../../server/features/media/container'
import { reEncode } from '../../../server/features/media/re-encode'
import { decodingBytes, type ImageType, refuseHeader } from '../../../server/features/media/rules'
import {
  animatedPng,
  animatedWebp,
  type Format,
  galaxyPhoto,
  hugePng,
  motionPhoto,
  multiPicture,
  noisyPicture,
  photoOfPhone,
  plainPicture,
  withSegment,
} from './draw-picture'

const FORMATS: Format[] = ['jpeg', 'png', 'webp']
const typeOf = (format: Format) => `image/${format}` as ImageType
const LIMITS = { pixels: 50_000_000, edge: 16_384 }

describe('the walk through a file to its end', () => {
  test.each(FORMATS)('reads the size of a whole %s as sharp does', async (format) => {
    for (const bytes of [await plainPicture(format, 321, 123), await noisyPicture(format, 200, 77)]) {
      const { width, height } = await sharp(bytes).metadata()
      expect(readContainer(bytes, typeOf(format))).toMatchObject({ header: { width, height, isAnimated: false } })
    }
  })

  test('reads what kinds of picture ask for: several scans, 16 bits, interlacing, lossless, transparent, turned', async () => {
    const base = sharp({ create: { width: 90, height: 60, channels: 4, background: '#33557780' } })
    const made: [Buffer, ImageType, object][] = [
      [
        await base.clone().jpeg({ progressive: true }).toBuffer(),
        'image/jpeg',
        { isProgressive: true, samplesPerPixel: 1.5 },
      ],
      [
        await base.clone().jpeg({ chromaSubsampling: '4:4:4' }).toBuffer(),
        'image/jpeg',
        { isProgressive: false, samplesPerPixel: 3 },
      ],
      [await photoOfPhone(), 'image/jpeg', { width: 1_200, height: 900 }],
      [await base.clone().png({ progressive: true }).toBuffer(), 'image/png', { isProgressive: true, channels: 4 }],
      [await base.clone().toColourspace('rgb16').png().toBuffer(), 'image/png', { bytesPerSample: 2, channels: 4 }],
      [await base.clone().png({ palette: true }).toBuffer(), 'image/png', { channels: 4, bytesPerSample: 1 }],
      [await base.clone().webp({ lossless: true }).toBuffer(), 'image/webp', { width: 90, height: 60 }],
      [
        await base
          .clone()
          .withExif({ IFD0: { Make: 'x' } })
          .webp()
          .toBuffer(),
        'image/webp',
        { width: 90, height: 60 },
      ],
    ]
    for (const [bytes, type, header] of made) expect(readContainer(bytes, type)).toMatchObject({ header })
  })

  test('sees what moves', async () => {
    expect(readContainer(await animatedWebp(), 'image/webp')).toMatchObject({ header: { isAnimated: true } })
    const moving = animatedPng(await plainPicture('png'))
    expect(readContainer(moving, 'image/png')).toMatchObject({ header: { isAnimated: true } })
  })

  test.each(FORMATS)('a %s that is cut short, at each of its lengths', async (format) => {
    const whole = await noisyPicture(format, 60, 40)
    const accepted: number[] = []
    for (let length = 12; length < whole.length; length += 1) {
      if (!('fault' in readContainer(whole.subarray(0, length), typeOf(format)))) accepted.push(length)
    }
    expect(accepted).toEqual([])
    expect(readContainer(whole, typeOf(format))).toHaveProperty('header')
  })

  const TAILS: [string, string][] = [
    ['a web page', '<html><script>alert(1)</script></html>'],
    ['a program', '<?php system($_GET["c"]); ?>'],
    ['a ZIP', 'PK\u0003\u0004\u0014\0\0\0'],
    ['another picture', '\u0089PNG\r\n\u001a\n'],
    ['one byte', '\0'],
    ['the word of a Galaxy without its directory', 'xxxxSEFHxxxx\u00ff\u00ff\0\0SEFT'],
  ]
  test.each(FORMATS.flatMap((format) => TAILS.map(([what, tail]) => ({ format, what, tail }))))(
    'a polyglot: a whole $format with $what behind it',
    async ({ format, tail }) => {
      const bytes = Buffer.concat([await plainPicture(format), Buffer.from(tail, 'latin1')])
      expect(readContainer(bytes, typeOf(format))).toHaveProperty('fault')
      await expect(reEncode(bytes, typeOf(format))).rejects.toMatchObject({ code: 'image_unreadable' })
    },
  )

  test('a PNG without its IEND, one without data, and a WebP that lies about its length', async () => {
    const png = await plainPicture('png')
    expect(readContainer(png.subarray(0, -12), 'image/png')).toHaveProperty('fault')
    const bare = Buffer.concat([png.subarray(0, 33), png.subarray(-12)])
    expect(readContainer(bare, 'image/png')).toHaveProperty('fault')
    const webp = await plainPicture('webp')
    webp.writeUInt32LE(webp.readUInt32LE(4) - 2, 4)
    expect(readContainer(webp, 'image/webp')).toHaveProperty('fault')
  })

  test.each<[string, () => Promise<Buffer>]>([
    ['a second picture, announced by its index', multiPicture],
    ['a short film, announced in its XMP', motionPhoto],
    ['the directory of a Galaxy', galaxyPhoto],
  ])('a photograph of a phone with %s behind it is taken, and that is left behind', async (_, make) => {
    const { full, thumb, width, height } = await reEncode(await make(), 'image/jpeg')
    expect({ width, height }).toEqual({ width: 64, height: 48 })
    for (const file of [full, thumb]) expect(file.readUInt32LE(4) + 8).toBe(file.length)
  })

  test('XMP that announces nothing opens no door', async () => {
    const xmp = Buffer.from('http://ns.adobe.com/xap/1.0/\0<x GCamera:MotionPhoto="0"/>', 'latin1')
    const bytes = Buffer.concat([withSegment(await plainPicture('jpeg'), 0xe1, xmp), Buffer.from('PK')])
    expect(readContainer(bytes, 'image/jpeg')).toHaveProperty('fault')
  })
})

describe('what a picture may ask for', () => {
  const header = (changes: object) => ({
    width: 100,
    height: 100,
    channels: 3,
    bytesPerSample: 1,
    samplesPerPixel: 3,
    isProgressive: false,
    isAnimated: false,
    ...changes,
  })
  test.each<[string, ImageType, object, string | null]>([
    ['fifty megapixels of a phone', 'image/jpeg', { width: 8_160, height: 6_120 }, null],
    [
      'the same in several scans',
      'image/jpeg',
      { width: 8_160, height: 6_120, samplesPerPixel: 1.5, isProgressive: true },
      'too_large',
    ],
    [
      'twenty megapixels in several scans',
      'image/jpeg',
      { width: 5_000, height: 4_000, samplesPerPixel: 1.5, isProgressive: true },
      null,
    ],
    ['twenty megapixels of PNG', 'image/png', { width: 5_000, height: 4_000 }, null],
    ['the same in sixteen bits', 'image/png', { width: 5_000, height: 4_000, bytesPerSample: 2 }, 'too_large'],
    ['sixteen megapixels of WebP', 'image/webp', { width: 4_800, height: 3_400, channels: 4 }, null],
    ['a hundred megapixels', 'image/jpeg', { width: 10_000, height: 10_000 }, 'too_large'],
    ['one pixel by forty million', 'image/png', { width: 1, height: 40_000_000, channels: 1 }, 'too_large'],
    ['an edge as long as it may be', 'image/jpeg', { width: 16_384, height: 3_000 }, null],
    ['an edge one pixel longer', 'image/jpeg', { width: 16_385, height: 1 }, 'too_large'],
    ['no height', 'image/jpeg', { height: 0 }, 'image_unreadable'],
    ['something that moves', 'image/webp', { isAnimated: true }, 'image_unreadable'],
  ])('%s', (_, type, changes, code) => {
    expect(refuseHeader(header(changes), type, LIMITS)).toBe(code)
  })

  test('nothing for a JPEG in one scan', () => {
    expect(decodingBytes(header({ width: 8_000, height: 6_000 }), 'image/jpeg')).toBe(0)
  })

  test('one pixel by forty million is refused before it is decoded', async () => {
    const bytes = await plainPicture('png', 1, 1)
    bytes.writeUInt32BE(40_000_000, 20)
    await expect(reEncode(bytes, 'image/png')).rejects.toMatchObject({ code: 'too_large' })
    await expect(reEncode(await hugePng(10_000), 'image/png')).rejects.toMatchObject({ code: 'too_large' })
  })

  test.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'a picture that lies as Exif says (%i) is turned as sharp turns it',
    async (orientation) => {
      const corners = sharp({ create: { width: 40, height: 24, channels: 3, background: '#000' } }).composite([
        { input: await plainPicture('png', 20, 12, '#ff0000'), left: 0, top: 0 },
        { input: await plainPicture('png', 20, 12, '#00ff00'), left: 20, top: 0 },
        { input: await plainPicture('png', 20, 12, '#0000ff'), left: 0, top: 12 },
      ])
      const photo = await corners.jpeg({ quality: 100 }).withMetadata({ orientation }).toBuffer()
      const { full, width, height } = await reEncode(photo, 'image/jpeg')
      const upright = await sharp(photo).autoOrient().raw().toBuffer({ resolveWithObject: true })
      expect({ width, height }).toEqual({ width: upright.info.width, height: upright.info.height })
      const ours = await sharp(full).raw().toBuffer()
      for (const [x, y] of [
        [0.25, 0.25],
        [0.75, 0.25],
        [0.25, 0.75],
        [0.75, 0.75],
      ] as const) {
        const at = 3 * (Math.floor(y * height) * width + Math.floor(x * width))
        for (const band of [0, 1, 2])
          expect(Math.abs((ours[at + band] ?? 0) - (upright.data[at + band] ?? 0))).toBeLessThan(40)
      }
    },
  )
})
