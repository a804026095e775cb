import { createHash } from 'node:crypto'
import { reEncode, writeImageFiles } from '../../features/media'
import type { PlannedImage } from './demo-posts'
import { composePicture } from './pictures'
import type { Row } from './rows'

/** Pictures drawn at once: one core each. */
const BENCHES = 2
const TOLD_EVERY = 10

interface Studio {
  dataDir: string
  /** Stores the rows of a drawing, once its files are on the disk. */
  keep: (rows: Row[]) => Promise<void>
  onProgress: (step: string) => void
}

/** Draws the pictures and stores them as if people had sent them. A second time draws the same again. */
export async function drawPictures(
  images: readonly PlannedImage[],
  { dataDir, keep, onProgress }: Studio,
): Promise<void> {
  const drawings = new Map<string, PlannedImage[]>()
  for (const image of images) {
    const key = `${image.motif} ${image.variant}`
    drawings.set(key, [...(drawings.get(key) ?? []), image])
  }
  const waiting = [...drawings.values()]
  let drawn = 0
  const drawAll = async () => {
    for (let uses = waiting.shift(); uses !== undefined; uses = waiting.shift()) {
      await keep(await drawOne(uses, dataDir))
      drawn += 1
      if (drawn % TOLD_EVERY === 0 || drawn === drawings.size) onProgress(`pictures ${drawn}/${drawings.size}`)
    }
  }
  await Promise.all(Array.from({ length: BENCHES }, drawAll))
}

/** One drawing, stored under the id of every post that shows it. */
async function drawOne(uses: readonly PlannedImage[], dataDir: string): Promise<Row[]> {
  const [first] = uses
  if (first === undefined) return []
  // Loaded where it is needed: a server whose demo is filled is 20 MB smaller without it.
  const { default: sharp } = await import('sharp')
  const source = await sharp(Buffer.from(composePicture(first.motif, first.variant)))
    .flatten()
    .png({ compressionLevel: 1 })
    .toBuffer()
  const { width, height, full, thumb } = await reEncode(source, 'image/png')
  const sourceHash = createHash('sha256').update(source).digest('base64url')
  const byteCount = full.length + thumb.length
  await Promise.all(uses.map(({ id }) => writeImageFiles(dataDir, id, { full, thumb })))
  return uses.map(({ id, ownerId, createdAt }) => ({
    id,
    ownerId,
    width,
    height,
    byteCount,
    sourceHash,
    state: 'approved',
    createdAt,
  }))
}
