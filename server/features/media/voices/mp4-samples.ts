import { Fault } from './fault'
import { type Box, boxesIn, one, SAMPLES_MAX } from './mp4-boxes'

export interface Sample {
  at: number
  size: number
}

/** A count that a file gives of entries so long, believed only as far as there are bytes for them. */
function countIn(bytes: Buffer, { to }: Box, at: number, entryBytes: number): number {
  const count = bytes.readUInt32BE(at)
  if (count > SAMPLES_MAX || at + 4 + count * entryBytes > to) throw new Fault('a table is longer than its box')
  return count
}

/** What the tables of a finished file say (ISO/IEC 14496-12, 8.7): sizes, how many samples a chunk has, and where the chunks lie. */
export function tableSamples(bytes: Buffer, table: readonly Box[]): Sample[] {
  const sizes = sizesOf(bytes, one(table, 'stsz'))
  const runs = runsOf(bytes, one(table, 'stsc'))
  const samples: Sample[] = []
  let place = 0
  chunksOf(bytes, table).forEach((chunk, index) => {
    // The runs are in the order of their chunks, and each holds until the next begins.
    while ((runs[place + 1]?.firstChunk ?? Number.POSITIVE_INFINITY) <= index + 1) place += 1
    const run = runs[place]
    if (run === undefined) throw new Fault('a chunk without samples')
    let at = chunk
    for (const size of sizes.slice(samples.length, samples.length + run.samples)) {
      samples.push({ at, size })
      at += size
    }
  })
  if (samples.length !== sizes.length) throw new Fault('samples without a chunk')
  return samples
}

function sizesOf(bytes: Buffer, box: Box): number[] {
  const same = bytes.readUInt32BE(box.from + 4)
  const count = countIn(bytes, box, box.from + 8, same === 0 ? 4 : 0)
  return Array.from({ length: count }, (_, index) => same || bytes.readUInt32BE(box.from + 12 + index * 4))
}

function runsOf(bytes: Buffer, box: Box): { firstChunk: number; samples: number }[] {
  return Array.from({ length: countIn(bytes, box, box.from + 4, 12) }, (_, index) => {
    const at = box.from + 8 + index * 12
    return { firstChunk: bytes.readUInt32BE(at), samples: bytes.readUInt32BE(at + 4) }
  })
}

function chunksOf(bytes: Buffer, table: readonly Box[]): number[] {
  const isLong = table.some(({ type }) => type === 'co64')
  const box = one(table, isLong ? 'co64' : 'stco')
  return Array.from({ length: countIn(bytes, box, box.from + 4, isLong ? 8 : 4) }, (_, index) => {
    const at = box.from + 8 + index * (isLong ? 8 : 4)
    return isLong ? Number(bytes.readBigUInt64BE(at)) : bytes.readUInt32BE(at)
  })
}

/** What was written while it was recorded (ISO/IEC 14496-12, 8.8): each fragment tells of its own samples. */
export function fragmentSamples(bytes: Buffer, top: readonly Box[], moov: Box): Sample[] {
  const usualSize = usualSizeOf(bytes, moov)
  return top.filter(({ type }) => type === 'moof').flatMap((moof) => fragment(bytes, moof, usualSize))
}

function usualSizeOf(bytes: Buffer, moov: Box): number {
  const extends_ = boxesIn(bytes, moov.from, moov.to).find(({ type }) => type === 'mvex')
  if (extends_ === undefined) return 0
  return bytes.readUInt32BE(one(boxesIn(bytes, extends_.from, extends_.to), 'trex').from + 16)
}

const BASE = 0x1
const DESCRIPTION = 0x2
const DURATION = 0x8
const SIZE = 0x10

const flagsOf = (bytes: Buffer, { from }: Box) => bytes.readUInt32BE(from) & 0xff_ffff

function fragment(bytes: Buffer, moof: Box, usualSize: number): Sample[] {
  const track = one(boxesIn(bytes, moof.from, moof.to), 'traf')
  const boxes = boxesIn(bytes, track.from, track.to)
  const header = one(boxes, 'tfhd')
  const flags = flagsOf(bytes, header)
  let at = header.from + 8
  const base = flags & BASE ? Number(bytes.readBigUInt64BE(at)) : moof.start
  at += (flags & BASE ? 8 : 0) + (flags & DESCRIPTION ? 4 : 0) + (flags & DURATION ? 4 : 0)
  const size = flags & SIZE ? bytes.readUInt32BE(at) : usualSize
  let next = base
  return boxes
    .filter(({ type }) => type === 'trun')
    .flatMap((box) => {
      const samples = run(bytes, box, { base, next, size })
      const last = samples.at(-1)
      if (last !== undefined) next = last.at + last.size
      return samples
    })
}

const RUN_OFFSET = 0x1
const RUN_FIRST_FLAGS = 0x4
const EACH = { duration: 0x100, size: 0x200, flags: 0x400, shift: 0x800 }

function run(bytes: Buffer, box: Box, around: { base: number; next: number; size: number }): Sample[] {
  const flags = flagsOf(bytes, box)
  const entryBytes = Object.values(EACH).filter((flag) => flags & flag).length * 4
  const count = countIn(bytes, box, box.from + 4, entryBytes)
  const hasOffset = (flags & RUN_OFFSET) !== 0
  const first = box.from + 8 + (hasOffset ? 4 : 0) + (flags & RUN_FIRST_FLAGS ? 4 : 0)
  let at = hasOffset ? around.base + bytes.readInt32BE(box.from + 8) : around.next
  return Array.from({ length: count }, (_, index) => {
    const ownSize = first + index * entryBytes + (flags & EACH.duration ? 4 : 0)
    const size = flags & EACH.size ? bytes.readUInt32BE(ownSize) : around.size
    const sample = { at, size }
    at += size
    return sample
  })
}
