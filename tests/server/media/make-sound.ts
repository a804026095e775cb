/*
 * Recordings as phones write them, of silence: each of some seconds, and with what such files say of who, where and with what, marked "Secret".
 */

export const SECRET = 'SecretPhone 31.2304,121.4737'

const MP3_FRAME_SECONDS = 576 / 16_000
const AAC_FRAME_SECONDS = 1024 / 16_000
const OPUS_FRAME_SECONDS = 0.02

const framesIn = (seconds: number, each: number) => Math.round(seconds / each)
const repeat = (frame: Buffer, count: number): Buffer => Buffer.concat(Array(count).fill(frame))

function synchsafe(value: number): number[] {
  return [21, 14, 7, 0].map((shift) => (value >> shift) & 127)
}

/** ID3v2.4 with a comment. */
export function id3(text: string = SECRET): Buffer {
  const frame = Buffer.concat([
    Buffer.from('COMM'),
    Buffer.from(synchsafe(text.length + 5)),
    Buffer.from([0, 0, 3]),
    Buffer.from('eng\0'),
    Buffer.from(text),
  ])
  return Buffer.concat([Buffer.from('ID3'), Buffer.from([4, 0, 0, ...synchsafe(frame.length)]), frame])
}

/** MPEG 2 layer III, 16 kHz, mono, 48 kbit/s, as WeChat's recorder is asked for. */
export function bareMp3(seconds: number): Buffer {
  const frame = Buffer.alloc(Math.floor((576 * 48 * 125) / 16_000))
  frame.writeUInt32BE(0xfff368c4)
  return repeat(frame, framesIn(seconds, MP3_FRAME_SECONDS))
}

export function mp3(seconds: number): Buffer {
  const about = Buffer.alloc(216)
  about.writeUInt32BE(0xfff368c4)
  about.write('Info', 13, 'latin1')
  about.write('LAME3.100 SecretEncoder', 60, 'latin1')
  const id3v1 = Buffer.alloc(128)
  id3v1.write(`TAG${SECRET}`, 'latin1')
  return Buffer.concat([id3(), about, bareMp3(seconds), id3v1])
}

const AAC_FRAME = Buffer.from([0x01, 0x40, 0x22, 0x80, 0xa3, 0x7f, 0xf8, 0x85, 0x2d, 0x5c])

/** AAC-LC, 16 kHz, mono. */
export function bareAac(seconds: number): Buffer {
  const length = AAC_FRAME.length + 7
  const header = Buffer.from([
    0xff,
    0xf1,
    0x60,
    0x40 | (length >> 11),
    (length >> 3) & 0xff,
    ((length & 7) << 5) | 0x1f,
    0xfc,
  ])
  return repeat(Buffer.concat([header, AAC_FRAME]), framesIn(seconds, AAC_FRAME_SECONDS))
}

export const aac = (seconds: number): Buffer => Buffer.concat([id3(), bareAac(seconds)])

export function box(type: string, ...body: Buffer[]): Buffer {
  const whole = Buffer.concat(body)
  const head = Buffer.alloc(8)
  head.writeUInt32BE(whole.length + 8)
  head.write(type, 4, 'latin1')
  return Buffer.concat([head, whole])
}

const words = (...values: number[]) => {
  const bytes = Buffer.alloc(values.length * 4)
  for (const [index, value] of values.entries()) bytes.writeUInt32BE(value >>> 0, index * 4)
  return bytes
}

function esds(): Buffer {
  const specific = Buffer.from([5, 2, 0x14, 0x08])
  const decoder = Buffer.concat([Buffer.from([4, 13 + specific.length, 0x40, 0x15]), Buffer.alloc(11), specific])
  return box('esds', words(0), Buffer.from([3, 3 + decoder.length, 0, 1, 0]), decoder)
}

function track(handler: string, ...tables: Buffer[]): Buffer {
  const entry = box(
    'mp4a',
    Buffer.alloc(6),
    Buffer.from([0, 1]),
    Buffer.alloc(8),
    words(0x00010010, 0, 16_000 * 65_536),
    esds(),
  )
  const table = box('stbl', box('stsd', words(0, 1), entry), ...tables)
  const about = box('hdlr', words(0, 0), Buffer.from(handler), Buffer.alloc(12), Buffer.from(`${SECRET}\0`))
  return box(
    'trak',
    box('tkhd', Buffer.alloc(84)),
    box('mdia', box('mdhd', Buffer.alloc(24)), about, box('minf', table)),
  )
}

const udta = () =>
  box(
    'udta',
    box('\u00a9xyz', Buffer.from([0, 18, 0x15, 0xc7]), Buffer.from(SECRET)),
    box('meta', words(0), Buffer.from(SECRET)),
  )

const FTYP = box('ftyp', Buffer.from('M4A \0\0\0\0M4A mp42'))

/** As iPhones and Alipay write it: the sound first, then what there is to say of it. `at` is where the tables say that the sound lies. */
export function m4a(
  seconds: number,
  { handler = 'soun', at = FTYP.length + 8 }: { handler?: string; at?: number } = {},
): Buffer {
  const count = framesIn(seconds, AAC_FRAME_SECONDS)
  const tables = [
    box('stsz', words(0, AAC_FRAME.length, count)),
    box('stsc', words(0, 1, 1, count, 1)),
    box('stco', words(0, 1, at)),
  ]
  const moov = box('moov', box('mvhd', Buffer.alloc(100)), track(handler, ...tables), udta())
  return Buffer.concat([FTYP, box('mdat', repeat(AAC_FRAME, count)), moov, box('uuid', Buffer.from(SECRET))])
}

/** As MediaRecorder writes it, a fragment a second. */
export function fragmentedM4a(seconds: number): Buffer {
  const tables = [box('stsz', words(0, 0, 0)), box('stsc', words(0, 0)), box('stco', words(0, 0))]
  const mvex = box('mvex', box('trex', words(0, 1, 1, 1024, 0, 0)))
  const moov = box('moov', box('mvhd', Buffer.alloc(100)), track('soun', ...tables), mvex, udta())
  const count = framesIn(1, AAC_FRAME_SECONDS)
  const sizes = words(...Array(count).fill(AAC_FRAME.length))
  const traf = (offset: number) =>
    box('traf', box('tfhd', words(0x0002_0000, 1)), box('trun', words(0x201, count, offset), sizes))
  const moof = (offset: number) => box('moof', box('mfhd', words(0, 1)), traf(offset))
  const fragment = Buffer.concat([moof(moof(0).length + 8), box('mdat', repeat(AAC_FRAME, count))])
  return Buffer.concat([FTYP, moov, repeat(fragment, seconds)])
}

function element(id: string, ...body: Buffer[]): Buffer {
  const whole = Buffer.concat(body)
  const length = Buffer.alloc(4)
  length.writeUInt32BE((whole.length | 0x1000_0000) >>> 0)
  return Buffer.concat([Buffer.from(id, 'hex'), length, whole])
}

const OPEN = Buffer.from('01ffffffffffffff', 'hex')
const OPUS_PACKET = Buffer.from([0x78, 0xff, 0xfe, 0x01, 0x02])

/** As Chromium writes it while it records: segment and clusters are left open. */
export function webm(
  seconds: number,
  { codec = 'A_OPUS', packet = OPUS_PACKET }: { codec?: string; packet?: Buffer } = {},
): Buffer {
  const head = Buffer.concat([Buffer.from('OpusHead'), Buffer.from([1, 1, 0x38, 1, 0x80, 0xbb, 0, 0, 0, 0, 0])])
  const entry = element(
    'ae',
    element('d7', Buffer.from([1])),
    element('83', Buffer.from([2])),
    element('86', Buffer.from(codec)),
    element('63a2', head),
  )
  const block = element('a3', Buffer.from([0x81, 0, 0, 0x80]), packet)
  return Buffer.concat([
    element('1a45dfa3', element('4282', Buffer.from('webm'))),
    Buffer.from('18538067', 'hex'),
    OPEN,
    element('1549a966', element('4d80', Buffer.from(SECRET)), element('5741', Buffer.from(SECRET))),
    element('1654ae6b', entry),
    Buffer.from('1f43b675', 'hex'),
    OPEN,
    element('e7', Buffer.from([0])),
    repeat(block, framesIn(seconds, OPUS_FRAME_SECONDS)),
    element('1254c367', element('7373', element('67c8', element('4487', Buffer.from(SECRET))))),
  ])
}
