import type { Deps } from './deps'
import { feedSubjects } from './features/feed'
import { findImage, imageAddress, imageCheckAddress, listImages, presentImage, setImageState } from './features/media'
import type { ModerationPorts } from './features/moderation'

/** What moderation knows of posts, comments and pictures: put together here, because feed and media import moderation. */
export function moderationPorts({
  config,
  secrets,
  clock,
}: Pick<Deps, 'config' | 'secrets' | 'clock'>): ModerationPorts {
  const addressOf = (imageId: string, variant: 'thumb' | 'full') => imageAddress(secrets, imageId, variant)
  return {
    subjects: feedSubjects(clock),
    pictures: {
      addressOf,
      presentImages: async (reader, ids) => {
        const rows = new Map((await listImages(reader, ids)).map((row) => [row.id, row]))
        return ids.flatMap((id) => {
          const row = rows.get(id)
          return row === undefined ? [] : [presentImage(row, addressOf)]
        })
      },
      findForCheck: async (reader, imageId) => {
        const row = await findImage(reader, imageId)
        if (row === undefined) return null
        const { publicUrl } = config
        return { url: publicUrl && `${publicUrl}${imageCheckAddress(secrets, imageId)}`, ownerId: row.ownerId }
      },
      setState: setImageState,
    },
  }
}
