import { Fault } from './fault'
import type { Sound } from './sound'
import { writeWebm } from './write-webm'

/** By their Matroska ids (RFC 9559, section 5.1, and RFC 8794 for the lengths). */
const EBML = 0x1a45dfa3
const SEGMENT = 0x18538067
const CLUSTER = 0x1f43b675
const TRACKS = 0x1654ae6b
const TRACK_ENTRY = 0xae
const TRACK_NUMBER = 0xd7
const CODEC_ID = 0x86
const CODEC_PRIVATE = 0x63a2
const DOC_TYPE = 0x4282
const SIMPLE_BLOCK = 0xa3
const BLOCK_GROUP = 0xa0
const BLOCK = 0xa1

const ELEMENTS_MAX = 20_000

interface Element {
  id: number
  from: number
  to: number
}

interface Track {
  number: number
  channels: number
  preSkip: number
}

/**
 * The Opus of a WebM file of one track, in a WebM made anew. Browsers write while they record, and leave the lengths of the file and of its
 * clusters open: what is in them is read as if it stood beside them.
 */
export function readWebm(bytes: Buffer): Sound {
  let track: Track | null = null
  const packets: Buffer[] = []
  for (const element of elementsIn(bytes, 0, bytes.length)) {
    if (element.id === EBML) refuseOtherType(bytes, element)
    else if (element.id === TRACKS) {
      if (track !== null) throw new Fault('two lists of tracks')
      track = trackIn(bytes, element)
    } else if (element.id === SIMPLE_BLOCK) packets.push(packetIn(bytes, element, track))
    else if (element.id === BLOCK_GROUP) {
      const block = only(elementsIn(bytes, element.from, element.to), BLOCK)
      packets.push(packetIn(bytes, block, track))
    }
    // Tags, chapters, attachments, the names of programs and days: read over.
  }
  if (track === null || packets.length === 0) throw new Fault('no sound')
  const timed = packets.map((packet) => ({ packet, seconds: secondsOf(packet) }))
  const seconds = timed.reduce((sum, one) => sum + one.seconds, 0)
  return { type: 'webm', seconds, bytes: writeWebm(timed, track) }
}

/** The lengths of segment and clusters are not needed, and may be unknown; any other element has one and ends within the file. */
function elementsIn(bytes: Buffer, from: number, to: number): Element[] {
  const elements: Element[] = []
  for (let at = from; at < to; ) {
    if (elements.length >= ELEMENTS_MAX) throw new Fault('too many elements')
    const idBytes = lengthOfVint(bytes, at, 4)
    const id = bytes.readUIntBE(at, idBytes)
    const sizeBytes = lengthOfVint(bytes, at + idBytes, 8)
    const body = at + idBytes + sizeBytes
    const isOpen = id === SEGMENT || id === CLUSTER
    const end = isOpen ? body : body + vint(bytes, at + idBytes, sizeBytes)
    if (end > to) throw new Fault('an element is longer than what it is in')
    elements.push({ id, from: body, to: end })
    at = end
  }
  return elements
}

function lengthOfVint(bytes: Buffer, at: number, max: number): number {
  const length = Math.clz32(bytes.readUInt8(at)) - 23
  if (length > max) throw new Fault('a number without an end')
  return length
}

/** Read as a double, beyond whose exactness no file that is taken reaches. */
function vint(bytes: Buffer, at: number, length: number): number {
  let value = bytes.readUInt8(at) & (0xff >> length)
  for (let index = 1; index < length; index += 1) value = value * 256 + bytes.readUInt8(at + index)
  return value
}

function only(elements: readonly Element[], id: number): Element {
  const [element, second] = elements.filter((known) => known.id === id)
  if (element === undefined || second !== undefined) throw new Fault(`no element ${id.toString(16)}, or several`)
  return element
}

function refuseOtherType(bytes: Buffer, { from, to }: Element): void {
  const type = only(elementsIn(bytes, from, to), DOC_TYPE)
  if (bytes.toString('latin1', type.from, type.to) !== 'webm') throw new Fault('another kind of document')
}

function trackIn(bytes: Buffer, { from, to }: Element): Track {
  const entry = only(elementsIn(bytes, from, to), TRACK_ENTRY)
  const fields = elementsIn(bytes, entry.from, entry.to)
  const codec = only(fields, CODEC_ID)
  if (bytes.toString('latin1', codec.from, codec.to) !== 'A_OPUS') throw new Fault('not Opus')
  const number = only(fields, TRACK_NUMBER)
  const head = only(fields, CODEC_PRIVATE)
  return { number: bytes.readUIntBE(number.from, Math.min(6, number.to - number.from)), ...headOf(bytes, head) }
}

/** RFC 7845, section 5.1: one or two channels, in their usual order. */
function headOf(bytes: Buffer, { from, to }: Element): { channels: number; preSkip: number } {
  const channels = bytes.readUInt8(from + 9)
  const isOurs = to - from === 19 && bytes.toString('latin1', from, from + 8) === 'OpusHead' && bytes[from + 18] === 0
  if (!isOurs || channels < 1 || channels > 2) throw new Fault('a kind of Opus that is not taken')
  return { channels, preSkip: bytes.readUInt16LE(from + 10) }
}

const LACING = 0x06

/** A block is the number of its track, a time, flags, and one packet. */
function packetIn(bytes: Buffer, { from, to }: Element, track: Track | null): Buffer {
  const numberBytes = lengthOfVint(bytes, from, 8)
  const start = from + numberBytes + 3
  if (start >= to) throw new Fault('a block without sound')
  if (track === null || vint(bytes, from, numberBytes) !== track.number) throw new Fault('a block of another track')
  if ((bytes.readUInt8(start - 1) & LACING) !== 0) throw new Fault('several packets in a block')
  return bytes.subarray(start, to)
}

const SILK_MS = [10, 20, 40, 60]
const HYBRID_MS = [10, 20]
const CELT_MS = [2.5, 5, 10, 20]
const PACKET_MS_MAX = 120

/** How long a packet plays, by its first bytes (RFC 6716, section 3.1). */
function secondsOf(packet: Buffer): number {
  const first = packet.readUInt8(0)
  const config = first >> 3
  const lengths = config < 12 ? SILK_MS : config < 16 ? HYBRID_MS : CELT_MS
  const code = first & 3
  const frames = code === 0 ? 1 : code === 3 ? packet.readUInt8(1) & 63 : 2
  const ms = frames * (lengths[config % lengths.length] ?? 0)
  if (ms === 0 || ms > PACKET_MS_MAX) throw new Fault('a packet without a length')
  return ms / 1_000
}
