import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { writeFilesDurably } from '../files'
import type { VoiceType } from './sound'

const TYPES: readonly VoiceType[] = ['mp3', 'aac', 'webm']

/** Beside the pictures, so that a backup takes the sounds along with them. */
function filePath(dataDir: string, id: string, type: VoiceType): string {
  return join(dataDir, 'images', id.slice(-2), `${id}-voice.${type}`)
}

/** @throws Problem storage_unavailable where the disk is full or failing; what was begun is taken away */
export function writeVoiceFile(dataDir: string, id: string, type: VoiceType, bytes: Buffer): Promise<void> {
  return writeFilesDurably([{ path: filePath(dataDir, id, type), bytes }])
}

/** The stored sound, at most a megabyte, or null where there is none. */
export async function readVoiceFile(dataDir: string, id: string, type: VoiceType): Promise<Buffer | null> {
  try {
    return await readFile(filePath(dataDir, id, type))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

export async function removeVoiceFiles(dataDir: string, ids: readonly string[]): Promise<void> {
  await Promise.all(ids.flatMap((id) => TYPES.map((type) => rm(filePath(dataDir, id, type), { force: true }))))
}
