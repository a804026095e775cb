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
export function writeImageFiles(dataDir: string, id: string, files: Record<ImageVariant, Buffer>): Promise<void> {
  return writeFilesDurably(VARIANTS.map((variant) => ({ path: filePath(dataDir, id, variant), bytes: files[variant] })))
}

/** The same for any files of one folder. @throws Problem storage_unavailable */
export async function writeFilesDurably(files: readonly { path: string; bytes: Buffer }[]): Promise<void> {
  const unfinished = files.map(({ path, bytes }) => ({
    path,
    bytes,
    part: `${path}.${randomBytes(6).toString('hex')}.part`,
  }))
  try {
    for (const folder of new Set(files.map(({ path }) => dirname(path)))) {
      const isNewFolder = (await mkdir(folder, { recursive: true })) !== undefined
      if (isNewFolder) await syncFolder(dirname(folder))
    }
    for (const { part, bytes } of unfinished) await writeDurably(part, bytes)
    for (const { part, path } of unfinished) await rename(part, path)
    for (const folder of new Set(files.map(({ path }) => dirname(path)))) await syncFolder(folder)
  } catch (error) {
    await Promise.all(unfinished.map(({ part }) => rm(part, { force: true }).catch(() => undefined)))
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
