import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../../server/kernel/ids'
import { type ServerProcess, startServerProcess } from '../support/server-process'

const GROWTH_MB_MAX = 256
const AT_ONCE = 6

const dataDir = mkdtempSync(join(tmpdir(), 'linli-pictures-'))
let server: ServerProcess
let token: string
/** What a picture leaves behind must not count as rest for the next: each is measured from what the server has when it has just started. */
let restMb: number
beforeAll(async () => {
  server = await startServerProcess({ dataDir })
  token = await server.signIn('resident-0001')
  restMb = memoryMb(server.process.pid ?? 0, 'VmRSS')
})
afterAll(async () => {
  await server.kill()
  rmSync(dataDir, { recursive: true, force: true })
})

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

const PICTURES: [what: string, type: string, status: 201 | 413, make: () => Promise<Buffer>][] = [
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

test.each(PICTURES)(`%s, ${AT_ONCE} at once, take less than ${GROWTH_MB_MAX} MB`, async (_, format, status, make) => {
  const bytes = new Uint8Array(await make())
  const pid = server.process.pid ?? 0
  const idleMb = memoryMb(pid, 'VmRSS')
  resetPeak(pid)
  const apart = watchChildren(pid)
  const answers = await Promise.all(Array.from({ length: AT_ONCE }, () => upload(bytes, format)))
  const apartMb = apart.stop()
  expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([status]))
  const growthMb = memoryMb(pid, 'VmHWM') - Math.min(idleMb, restMb)
  expect(growthMb + apartMb).toBeLessThan(GROWTH_MB_MAX)
})

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

const upload = (bytes: Uint8Array<ArrayBuffer>, format: string) =>
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
