/** What a phone wrote into a photo: where it was taken (WGS 84) and when, as the phone's clock had it ("2026-11-20T18:20"). */
export interface PhotoFacts {
  point: { lng: number; lat: number } | null
  takenAt: string | null
}

const NOTHING: PhotoFacts = { point: null, takenAt: null }

/** Of a photo these bytes are read: the facts stand before the picture (CIPA DC-008, 4.5). */
export const PHOTO_HEAD_BYTES = 256 * 1024

const START = 0xffd8
const APP1 = 0xffe1
const SCAN = 0xffda
/** "Exif", as a number. */
const EXIF = 0x45786966
const LITTLE = 0x4949
const BIG = 0x4d4d
const ENTRIES_MAX = 200

const TAG = { exif: 0x8769, gps: 0x8825, taken: 0x9003, latRef: 1, lat: 2, lngRef: 3, lng: 4 } as const
const ASCII = 2
const LONG = 4
const RATIONAL = 5

interface Entry {
  type: number
  count: number
  /** Where its value stands, counted from the beginning of the TIFF part. */
  at: number
}

/**
 * The place and the time out of the first bytes of a JPEG (Exif 2.32 in TIFF 6.0). What is broken, absent or of another format says nothing:
 * a photo without facts is an ordinary photo.
 */
export function readPhotoFacts(bytes: ArrayBuffer): PhotoFacts {
  try {
    const tiff = findTiff(new DataView(bytes))
    return tiff === null ? NOTHING : factsOf(tiff)
  } catch (error) {
    // An address beyond the end: the photo was cut or made by somebody who wanted to see what happens.
    if (error instanceof RangeError) return NOTHING
    throw error
  }
}

function findTiff(view: DataView): DataView | null {
  if (view.getUint16(0) !== START) return null
  for (let at = 2; at + 10 < view.byteLength; at += 2 + view.getUint16(at + 2)) {
    const marker = view.getUint16(at)
    if (marker === SCAN) return null
    if (marker === APP1 && view.getUint32(at + 4) === EXIF) return new DataView(view.buffer, view.byteOffset + at + 10)
  }
  return null
}

function factsOf(view: DataView): PhotoFacts {
  const order = view.getUint16(0)
  if (order !== LITTLE && order !== BIG) return NOTHING
  const tiff = new Tiff(view, order === LITTLE)
  const main = tiff.entriesAt(tiff.longAt(4))
  const pointer = (tag: number) => {
    const entry = main.get(tag)
    return entry?.type === LONG ? tiff.entriesAt(tiff.longAt(entry.at)) : new Map<number, Entry>()
  }
  return { point: pointOf(tiff, pointer(TAG.gps)), takenAt: timeOf(tiff.textOf(pointer(TAG.exif).get(TAG.taken))) }
}

class Tiff {
  constructor(
    private readonly view: DataView,
    private readonly isLittle: boolean,
  ) {}

  longAt(at: number): number {
    return this.view.getUint32(at, this.isLittle)
  }

  entriesAt(start: number): Map<number, Entry> {
    const count = Math.min(this.view.getUint16(start, this.isLittle), ENTRIES_MAX)
    const entries = new Map<number, Entry>()
    for (let index = 0; index < count; index += 1) {
      const at = start + 2 + index * 12
      const type = this.view.getUint16(at + 2, this.isLittle)
      const values = this.longAt(at + 4)
      const isInline = (type === ASCII && values <= 4) || (type === LONG && values === 1)
      entries.set(this.view.getUint16(at, this.isLittle), {
        type,
        count: values,
        at: isInline ? at + 8 : this.longAt(at + 8),
      })
    }
    return entries
  }

  textOf(entry: Entry | undefined): string {
    if (entry?.type !== ASCII) return ''
    const codes = Array.from({ length: Math.min(entry.count, 32) }, (_, index) => this.view.getUint8(entry.at + index))
    return String.fromCharCode(...codes.filter((code) => code !== 0))
  }

  /** Degrees, minutes and seconds, each a fraction. */
  degreesOf(entry: Entry | undefined): number | null {
    if (entry?.type !== RATIONAL || entry.count !== 3) return null
    const part = (index: number) =>
      this.longAt(entry.at + index * 8) / (this.longAt(entry.at + index * 8 + 4) || Number.NaN)
    const degrees = part(0) + part(1) / 60 + part(2) / 3600
    return Number.isFinite(degrees) ? degrees : null
  }
}

function pointOf(tiff: Tiff, gps: ReadonlyMap<number, Entry>): PhotoFacts['point'] {
  const [lat, lng] = [tiff.degreesOf(gps.get(TAG.lat)), tiff.degreesOf(gps.get(TAG.lng))]
  if (lat === null || lng === null || lat > 90 || lng > 180) return null
  // A phone that found no satellites writes noughts.
  if (lat === 0 && lng === 0) return null
  const signed = (degrees: number, ref: number, negative: string) =>
    Number((tiff.textOf(gps.get(ref)) === negative ? -degrees : degrees).toFixed(6))
  return { lat: signed(lat, TAG.latRef, 'S'), lng: signed(lng, TAG.lngRef, 'W') }
}

/** "2026:11:20 18:20:05", or blanks where the phone did not know. */
function timeOf(text: string): string | null {
  const found = /^(\d{4}):(\d{2}):(\d{2}) (\d{2}):(\d{2})/.exec(text)
  if (!found) return null
  const [, year, month, day, hour, minute] = found
  const iso = `${year}-${month}-${day}T${hour}:${minute}`
  return Number.isNaN(Date.parse(`${iso}:00Z`)) ? null : iso
}
