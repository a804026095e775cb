import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../../server/kernel/ids'
import { ERRORS, LIMITS } from '../../src/contract'
import { type ServerProcess, startServerProcess } from '../support/server-process'

const GROWTH_MB_MAX = 256
const AT_ONCE = 4

let dataDir: string
let server: ServerProcess
/** So many have sent: each sends one picture, because what one person may send at once, and in a day, is limited. */
let senders = 0
/** What a picture leaves behind must not count as rest for the next: each is measured from what the server has when it has just started. */
let restMb: number

const plain = (width: number, height: number, channels: 3 | 4 = 3) =>
  sharp({
    create: { width, height, channels, background: { r: 40, g: 90, b: 60, alpha: 0.5 } },
    limitInputPixels: false,
  })

/** A photograph's worth of bytes: noise in a part of the picture, the rest plain. */
async function photo(width: number, height: number, progressive: boolean): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 128, sigma: 30 } as const
  const input = await sharp({ create: { width: 2_400, height: 2_400, channels: 3, background: '#000', noise } })
    .png({ compressionLevel: 1 })
    .toBuffer()
  return plain(width, height)
    .composite([{ input, left: 0, top: 0 }])
    .withMetadata({ orientation: 6 })
    .jpeg({ progressive, quality: 85 })
    .toBuffer()
}

const { image_unreadable: UNREADABLE, too_large: TOO_LARGE, unsupported_media_type: UNSUPPORTED } = ERRORS

/** The end of an empty zip archive: a reader of archives that looks from the end takes the whole file for one. */
const zip = () => Buffer.concat([Buffer.from('PK\u0005\u0006', 'latin1'), Buffer.alloc(18)])

/** With as long a comment as wanted, so that whoever decoded it whole would be seen to. */
const svg = (commentBytes: number) =>
  Buffer.concat([
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="30000" height="30000"><!--'),
    Buffer.alloc(commentBytes, 'x'),
    Buffer.from('--><rect width="100%" height="100%"/></svg>'),
  ])

type Picture = [what: string, type: string, status: number, make: () => Promise<Buffer>]

const PHOTOGRAPHS: Picture[] = [
  [
    '49 megapixels of PNG in sixteen bits',
    'png',
    413,
    () => plain(7_000, 7_000).toColourspace('rgb16').png().toBuffer(),
  ],
  [
    '11 megapixels of PNG in sixteen bits',
    'png',
    201,
    () => plain(3_300, 3_300).toColourspace('rgb16').png().toBuffer(),
  ],
  [
    '16 megapixels of PNG that lie on their side',
    'png',
    201,
    () => plain(4_600, 3_600, 4).withMetadata({ orientation: 6 }).png().toBuffer(),
  ],
  ['a PNG as wide as may be', 'png', 201, () => plain(16_384, 1_000, 4).png().toBuffer()],
  ['22 megapixels of interlaced PNG', 'png', 201, () => plain(5_400, 4_100).png({ progressive: true }).toBuffer()],
  ['16 megapixels of WebP', 'webp', 201, () => plain(4_800, 3_400).webp({ effort: 0 }).toBuffer()],
  [
    '16 megapixels of lossless WebP',
    'webp',
    201,
    () => plain(4_800, 3_400, 4).webp({ lossless: true, effort: 0 }).toBuffer(),
  ],
  ['50 megapixels of a phone, on their side', 'jpeg', 201, () => photo(8_160, 6_120, false)],
  ['22 megapixels of JPEG in several scans', 'jpeg', 201, () => photo(5_400, 4_000, true)],
]

const TRICKS: Picture[] = [
  ['100 megapixels of PNG', 'png', TOO_LARGE.status, () => plain(10_000, 10_000).png().toBuffer()],
  ['an SVG', 'svg+xml', UNSUPPORTED.status, async () => svg(1_024)],
  ['an SVG that calls itself a PNG', 'png', UNREADABLE.status, async () => svg(LIMITS.imageBytes - 1_024)],
  [
    'a PNG of 16 megapixels that is a zip as well',
    'png',
    UNREADABLE.status,
    async () => Buffer.concat([await plain(4_600, 3_600).png().toBuffer(), zip()]),
  ],
  [
    '50 megapixels of a phone that break off',
    'jpeg',
    UNREADABLE.status,
    async () => {
      const whole = await photo(8_160, 6_120, false)
      return whole.subarray(0, Math.floor(whole.length * 0.9))
    },
  ],
]

describe.each([
  ['what a phone takes', PHOTOGRAPHS],
  ['what nobody photographed', TRICKS],
])('%s', (_, pictures) => {
  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'linli-pictures-'))
    server = await startServerProcess({ dataDir })
    restMb = memoryMb(server.process.pid ?? 0, 'VmRSS')
  })
  afterAll(async () => {
    await server.kill()
    rmSync(dataDir, { recursive: true, force: true })
  })

  test.each(pictures)(`%s, ${AT_ONCE} at once, take less than ${GROWTH_MB_MAX} MB`, async (_, format, status, make) => {
    const bytes = new Uint8Array(await make())
    const tokens = await Promise.all(Array.from({ length: AT_ONCE }, signInNext))
    const pid = server.process.pid ?? 0
    const idleMb = memoryMb(pid, 'VmRSS')
    resetPeak(pid)
    const apart = watchChildren(pid)
    const answers = await Promise.all(tokens.map((token) => upload(bytes, format, token)))
    const apartMb = apart.stop()
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([status]))
    const growthMb = memoryMb(pid, 'VmHWM') - Math.min(idleMb, restMb)
    expect(growthMb + apartMb).toBeLessThan(GROWTH_MB_MAX)
  })
})

function signInNext(): Promise<string> {
  senders += 1
  return server.signIn(`resident-${String(senders).padStart(4, '0')}`)
}

/** The most that the processes in which pictures are decoded had together. */
function watchChildren(pid: number): { stop: () => number } {
  let most = 0
  const look = () => {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number)
    most = Math.max(
      most,
      children.reduce((sum, child) => sum + memoryMb(child, 'VmRSS'), 0),
    )
  }
  const timer = setInterval(look, 10)
  return {
    stop: () => {
      clearInterval(timer)
      return most
    },
  }
}

const upload = (bytes: Uint8Array<ArrayBuffer>, format: string, token: string) =>
  fetch(`${server.address}/api/v1/images/${newId()}`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${token}`, 'content-type': `image/${format}` },
    body: bytes,
  })

function memoryMb(pid: number, field: 'VmRSS' | 'VmHWM'): number {
  return Number(new RegExp(`${field}:\\s+(\\d+) kB`).exec(statusOf(pid))?.[1] ?? 0) / 1_024
}

/** Nothing of a process that has ended, at whatever moment. */
function statusOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8')
  } catch {
    return ''
  }
}

/** Starting takes more memory than resting: the peak is counted anew from here (proc_pid_clear_refs(5)). */
function resetPeak(pid: number): void {
  writeFileSync(`/proc/${pid}/clear_refs`, '5')
}
