import type { Deps } from '../../../deps'
import { BEFORE_ALL_IDS } from '../../../kernel/ids'
import { inPages, type PersonalFile, toTime } from '../../../storage/personal-data'
import type { Reader, Tx } from '../../../storage/store'
import { readVoiceFile, removeVoiceFiles } from './files'
import { deleteVoiceRows } from './repository'
import type { VoiceType } from './sound'

interface OwnVoiceRow {
  id: string
  type: VoiceType
  seconds: number
  byteCount: number
  state: string
  createdAt: number
}

const ABOUT_LIST = {
  'zh-CN': '您录的语音的清单：时长、格式、检查结果和时间。',
  en: 'A list of what you recorded: how long, in which format, what the check said, and when.',
}
const ABOUT_FILES = {
  'zh-CN': '录音文件本身，文件名是录音的编号。',
  en: 'The recordings themselves, named by their ids.',
}

export function voiceFiles(dataDir: string, reader: Reader, personId: string): PersonalFile[] {
  return [
    {
      name: 'voices.json',
      about: ABOUT_LIST,
      async *rows() {
        for await (const page of ownVoices(reader, personId))
          yield page.map((row) => ({ ...row, createdAt: toTime(row.createdAt) }))
      },
    },
    {
      name: 'voices/',
      about: ABOUT_FILES,
      async *files() {
        for await (const page of ownVoices(reader, personId)) {
          for (const { id, type } of page) {
            const bytes = await readVoiceFile(dataDir, id, type)
            if (bytes !== null) yield { name: `${id}.${type}`, bytes }
          }
        }
      },
    },
  ]
}

/** From here on nobody hears them; the rows stay until the files are gone. */
export async function eraseVoices(tx: Tx, personId: string): Promise<void> {
  await tx.sql.run(`UPDATE "Voice" SET "state" = 'refused' WHERE "ownerId" = ?`, [personId])
}

export async function clearVoicesAway({ config, store }: Pick<Deps, 'config' | 'store'>, personId: string) {
  for await (const page of ownVoices(store.read, personId)) {
    const ids = page.map(({ id }) => id)
    await removeVoiceFiles(config.dataDir, ids)
    await store.write((tx) => deleteVoiceRows(tx, ids))
  }
}

function ownVoices(reader: Reader, personId: string): AsyncIterable<OwnVoiceRow[]> {
  return inPages(
    BEFORE_ALL_IDS,
    (after, limit) =>
      reader.sql.all<OwnVoiceRow>(
        `SELECT "id", "type", "seconds", "byteCount", "state", "createdAt" FROM "Voice" WHERE "ownerId" = ? AND "id" > ? ORDER BY "id" LIMIT ?`,
        [personId, after, limit],
      ),
    ({ id }) => id,
  )
}
