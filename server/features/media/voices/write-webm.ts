/** Each element as id, length in eight bytes, body. */
function element(id: string, ...body: readonly Buffer[]): Buffer {
  const length = Buffer.alloc(8)
  length.writeBigUInt64BE(BigInt(body.reduce((sum, part) => sum + part.length, 0)))
  length.writeUInt8(0x01, 0)
  return Buffer.concat([Buffer.from(id, 'hex'), length, ...body])
}

const text = (id: string, words: string) => element(id, Buffer.from(words, 'latin1'))

function whole(id: string, value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return element(id, bytes)
}

function double(id: string, value: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeDoubleBE(value)
  return element(id, bytes)
}

const OPUS_HERTZ = 48_000
const NANOSECONDS = 1_000_000_000
const MS_IN_NANOSECONDS = 1_000_000
/** What a decoder plays silently before a place that was jumped to: 80 ms (RFC 7845, section 4.6). */
const PRE_ROLL_NANOSECONDS = 80_000_000
/** A block tells its time in 16 bits from its cluster's. */
const CLUSTER_MS_MAX = 5_000
const SOUND = 2
const KEY_FRAME = 0x80

interface Timed {
  packet: Buffer
  seconds: number
}

/** Packets of Opus one behind the other, in as little WebM as players need; it says nothing of who or what made it. RFC 9559. */
export function writeWebm(
  packets: readonly Timed[],
  { channels, preSkip }: { channels: number; preSkip: number },
): Buffer {
  const ms = packets.reduce((sum, { seconds }) => sum + seconds * 1_000, 0)
  const header = element(
    '1a45dfa3',
    whole('4286', 1),
    whole('42f7', 1),
    whole('42f2', 4),
    whole('42f3', 8),
    text('4282', 'webm'),
    whole('4287', 4),
    whole('4285', 2),
  )
  const info = element(
    '1549a966',
    whole('2ad7b1', MS_IN_NANOSECONDS),
    double('4489', ms),
    text('4d80', 'linli'),
    text('5741', 'linli'),
  )
  const track = element(
    'ae',
    whole('d7', 1),
    whole('73c5', 1),
    whole('83', SOUND),
    whole('9c', 0),
    text('86', 'A_OPUS'),
    element('63a2', opusHead(channels, preSkip)),
    whole('56aa', Math.round((preSkip * NANOSECONDS) / OPUS_HERTZ)),
    whole('56bb', PRE_ROLL_NANOSECONDS),
    element('e1', double('b5', OPUS_HERTZ), whole('9f', channels)),
  )
  return Buffer.concat([header, element('18538067', info, element('1654ae6b', track), ...clusters(packets))])
}

function opusHead(channels: number, preSkip: number): Buffer {
  const head = Buffer.alloc(19)
  head.write('OpusHead', 'latin1')
  head.writeUInt8(1, 8)
  head.writeUInt8(channels, 9)
  head.writeUInt16LE(preSkip, 10)
  head.writeUInt32LE(OPUS_HERTZ, 12)
  return head
}

function clusters(packets: readonly Timed[]): Buffer[] {
  const made: Buffer[] = []
  let blocks: Buffer[] = []
  let start = 0
  let ms = 0
  const close = () => {
    if (blocks.length > 0) made.push(element('1f43b675', whole('e7', start), ...blocks))
    blocks = []
  }
  for (const { packet, seconds } of packets) {
    const at = Math.round(ms)
    if (at - start >= CLUSTER_MS_MAX) {
      close()
      start = at
    }
    const head = Buffer.from([0x81, 0, 0, KEY_FRAME])
    head.writeInt16BE(at - start, 1)
    blocks.push(element('a3', head, packet))
    ms += seconds * 1_000
  }
  close()
  return made
}
