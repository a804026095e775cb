import { randomBytes } from 'node:crypto'
import { type FileHandle, mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { Problem } from '../../kernel/problem'
import type { ImageVariant } from './addresses'

const RETRY_AFTER_SECONDS = 30
const VARIANTS: readonly ImageVariant[] = ['thumb', 'full']

/** The last two characters of an id are random, so that the folders fill evenly. */
function filePath(dataDir: string, id: string, variant: ImageVariant): string {
  return join(dataDir, 'images', id.slice(-2), `${id}-${variant}.webp`)
}

/**
 * Writes both files so that they are whole or not there, and on the disk when this answers.
 * @throws Problem storage_unavailable where the disk is full or failing; what was begun is taken away
 */
export async function writeImageFiles(dataDir: string, id: string, files: Record<ImageVariant, Buffer>): Promise<void> {
  const folder = dirname(filePath(dataDir, id, 'full'))
  const unfinished = VARIANTS.map((variant) => ({
    variant,
    path: `${filePath(dataDir, id, variant)}.${randomBytes(6).toString('hex')}.part`,
  }))
  try {
    const isNewFolder = (await mkdir(folder, { recursive: true })) !== undefined
    for (const { variant, path } of unfinished) await writeDurably(path, files[variant])
    for (const { variant, path } of unfinished) await rename(path, filePath(dataDir, id, variant))
    await syncFolder(folder)
    if (isNewFolder) await syncFolder(dirname(folder))
  } catch (error) {
    await Promise.all(unfinished.map(({ path }) => rm(path, { force: true }).catch(() => undefined)))
    throw new Problem('storage_unavailable', {
      because: (error as Error).message,
      retryAfterSeconds: RETRY_AFTER_SECONDS,
    })
  }
}

async function writeDurably(path: string, bytes: Buffer): Promise<void> {
  const file = await open(path, 'wx', 0o640)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** A new name in a folder is on the disk only when the folder is. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** The stored file, or null where there is none. The stream closes it. */
export async function openImageFile(
  dataDir: string,
  id: string,
  variant: ImageVariant,
): Promise<{ stream: Readable; byteCount: number } | null> {
  let file: FileHandle
  try {
    file = await open(filePath(dataDir, id, variant), 'r')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
  const { size } = await file.stat()
  return { stream: file.createReadStream(), byteCount: size }
}

/** The whole file in memory, or null where there is none. */
export async function readImageFile(dataDir: string, id: string, variant: ImageVariant): Promise<Buffer | null> {
  try {
    return await readFile(filePath(dataDir, id, variant))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

export async function removeImageFiles(dataDir: string, ids: readonly string[]): Promise<void> {
  await Promise.all(ids.flatMap((id) => VARIANTS.map((variant) => rm(filePath(dataDir, id, variant), { force: true }))))
}
