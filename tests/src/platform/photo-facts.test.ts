// @vitest-environment node
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { PHOTO_HEAD_BYTES, readPhotoFacts } from '../../../src/platform/photo-facts'

type Exif = NonNullable<Parameters<ReturnType<typeof sharp>['withExif']>[0]>

/** A real photo, written by somebody else's library. */
async function photo(exif: Exif, format: 'jpeg' | 'png' = 'jpeg'): Promise<ArrayBuffer> {
  const plain = sharp({ create: { width: 64, height: 48, channels: 3, background: '#888' } })
  const file = await plain.withExif(exif).toFormat(format).toBuffer()
  return new Uint8Array(file).buffer.slice(0, PHOTO_HEAD_BYTES)
}

const GPS = {
  GPSLatitudeRef: 'N',
  GPSLatitude: '30/1 16/1 4839/100',
  GPSLongitudeRef: 'E',
  GPSLongitude: '120/1 9/1 1260/100',
}
const TAKEN = { DateTimeOriginal: '2026:11:20 18:20:05' }
const NOTHING = { point: null, takenAt: null }

describe('what a photo says of itself', () => {
  test('is where and when it was taken', async () => {
    expect(readPhotoFacts(await photo({ IFD0: { Make: 'Phone' }, IFD2: TAKEN, IFD3: GPS }))).toEqual({
      point: { lat: 30.280108, lng: 120.1535 },
      takenAt: '2026-11-20T18:20',
    })
  })

  test('south and west are below nothing', async () => {
    const far = { ...GPS, GPSLatitudeRef: 'S', GPSLongitudeRef: 'W' }
    expect(readPhotoFacts(await photo({ IFD3: far })).point).toEqual({ lat: -30.280108, lng: -120.1535 })
  })

  test.each<[string, Exif]>([
    ['neither', { IFD0: { Make: 'Phone' } }],
    [
      'noughts, where no satellite was found',
      { IFD3: { ...GPS, GPSLatitude: '0/1 0/1 0/1', GPSLongitude: '0/1 0/1 0/1' } },
    ],
    ['a division by nothing', { IFD3: { ...GPS, GPSLatitude: '30/0 16/1 0/1' } }],
    ['a latitude beyond the pole', { IFD3: { ...GPS, GPSLatitude: '91/1 0/1 0/1' } }],
    ['a day that is none', { IFD2: { DateTimeOriginal: '2026:13:40 18:20:05' } }],
    ['a clock that was never set', { IFD2: { DateTimeOriginal: '    :  :     :  :  ' } }],
  ])('nothing, of %s', async (_name, exif) => {
    expect(readPhotoFacts(await photo(exif))).toEqual(NOTHING)
  })

  test('is nothing in another format, in no bytes, and in those of a text', async () => {
    expect(readPhotoFacts(await photo({ IFD2: TAKEN, IFD3: GPS }, 'png'))).toEqual(NOTHING)
    expect(readPhotoFacts(new ArrayBuffer(0))).toEqual(NOTHING)
    expect(readPhotoFacts(new TextEncoder().encode('三楼走廊水管漏水').buffer as ArrayBuffer)).toEqual(NOTHING)
  })

  test('however it is cut or spoilt, reading it ends, and says what it says or nothing', async () => {
    const whole = await photo({ IFD0: { Make: 'Phone' }, IFD2: TAKEN, IFD3: GPS })
    for (let length = 0; length < 420; length += 1) readPhotoFacts(whole.slice(0, length))
    for (let at = 0; at < 420; at += 1) {
      for (const value of [0, 0x7f, 0xff]) {
        const spoilt = new Uint8Array(whole.slice(0))
        spoilt[at] = value
        const { point } = readPhotoFacts(spoilt.buffer)
        if (point === null) continue
        expect(Math.abs(point.lat)).toBeLessThanOrEqual(90)
        expect(Math.abs(point.lng)).toBeLessThanOrEqual(180)
      }
    }
  })
})
