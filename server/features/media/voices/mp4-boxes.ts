import { Fault } from './fault'

export interface Box {
  type: string
  /** Of the whole box, and of what is in it. */
  start: number
  from: number
  to: number
}

/** More than a minute of the shortest frames there are. */
export const SAMPLES_MAX = 12_000

const BOXES_MAX = 5_000

export function boxesIn(bytes: Buffer, from: number, to: number): Box[] {
  const boxes: Box[] = []
  for (let at = from; at < to; ) {
    if (to - at < 8 || boxes.length >= BOXES_MAX) throw new Fault('a box is cut short, or there are too many')
    const short = bytes.readUInt32BE(at)
    const type = bytes.toString('latin1', at + 4, at + 8)
    const size = short === 0 ? to - at : short === 1 ? Number(bytes.readBigUInt64BE(at + 8)) : short
    const head = short === 1 ? 16 : 8
    if (size < head || at + size > to) throw new Fault('a box is longer than what it is in')
    boxes.push({ type, start: at, from: at + head, to: at + size })
    at += size
  }
  return boxes
}

/** The only box of its type. */
export function one(boxes: readonly Box[], type: string): Box {
  const [box, second] = boxes.filter((known) => known.type === type)
  if (box === undefined || second !== undefined) throw new Fault(`no "${type}", or several`)
  return box
}
