import type { Deps } from '../../deps'
import { BEFORE_ALL_IDS } from '../../kernel/ids'
import { inPages, type PersonalDataHolder, toTime } from '../../storage/personal-data'
import type { Reader } from '../../storage/store'
import { topicOf } from '../../storage/versions'
import { deleteChecks, listChecks } from '../moderation'
import { readImageFile, removeImageFiles } from './files'
import { deleteImageRows } from './repository'
import { clearVoicesAway, eraseVoices, voiceFiles } from './voices/personal-data'

interface OwnImageRow {
  id: string
  width: number
  height: number
  byteCount: number
  state: string
  createdAt: number
}

const ABOUT_LIST = {
  'zh-CN': '您上传的图片的清单：尺寸、检查结果和时间。',
  en: 'A list of the pictures you uploaded: size, what the check said, and when.',
}
const ABOUT_FILES = {
  'zh-CN': '图片文件本身（WebP 格式），文件名是图片的编号。',
  en: 'The pictures themselves (WebP), named by their ids.',
}

export function mediaHolder({ config, store }: Pick<Deps, 'config' | 'store'>): PersonalDataHolder {
  const { dataDir } = config
  return {
    exportFiles: (reader, personId) => [
      {
        name: 'pictures.json',
        about: ABOUT_LIST,
        async *rows() {
          for await (const page of ownImages(reader, personId)) {
            const checks = await listChecks(
              reader,
              'image',
              page.map(({ id }) => id),
            )
            yield page.map((row) => ({ ...row, createdAt: toTime(row.createdAt), check: checks.get(row.id) ?? null }))
          }
        },
      },
      {
        name: 'pictures/',
        about: ABOUT_FILES,
        async *files() {
          for await (const page of ownImages(reader, personId)) {
            for (const { id } of page) {
              const bytes = await readImageFile(dataDir, id, 'full')
              if (bytes !== null) yield { name: `${id}.webp`, bytes }
            }
          }
        },
      },
      ...voiceFiles(dataDir, reader, personId),
    ],
    /** From here on nobody is shown them; the rows stay until the files are gone, so that none is forgotten on the disk. */
    erase: async (tx, personId) => {
      const refused = await tx.sql.all<{ id: string }>(
        `UPDATE "Image" SET "state" = 'refused' WHERE "ownerId" = ? RETURNING "id"`,
        [personId],
      )
      await deleteChecks(
        tx,
        'image',
        refused.map(({ id }) => id),
      )
      if (refused.length > 0) tx.touch(topicOf.images)
      await eraseVoices(tx, personId)
    },
    clearAway: async (personId) => {
      for await (const page of ownImages(store.read, personId)) {
        const ids = page.map(({ id }) => id)
        await removeImageFiles(dataDir, ids)
        await store.write((tx) => deleteImageRows(tx, ids))
      }
      await clearVoicesAway({ config, store }, personId)
    },
  }
}

function ownImages(reader: Reader, personId: string): AsyncIterable<OwnImageRow[]> {
  return inPages(
    BEFORE_ALL_IDS,
    (after, limit) =>
      reader.sql.all<OwnImageRow>(
        `SELECT "id", "width", "height", "byteCount", "state", "createdAt" FROM "Image" WHERE "ownerId" = ? AND "id" > ? ORDER BY "id" LIMIT ?`,
        [personId, after, limit],
      ),
    ({ id }) => id,
  )
}
