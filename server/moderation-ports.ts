import type { Deps } from './deps'
import { feedSubjects } from './features/feed'
import {
  findImage,
  type ImageAudience,
  imageAddress,
  imageCheckAddress,
  listImages,
  presentImage,
  setImageState,
} from './features/media'
import type { ModerationPorts } from './features/moderation'

/** What moderation knows of posts, comments and pictures: put together here, because feed and media import moderation. */
export function moderationPorts({
  config,
  secrets,
  clock,
}: Pick<Deps, 'config' | 'secrets' | 'clock'>): ModerationPorts {
  const addressFor = (audience: ImageAudience) => (imageId: string, variant: 'thumb' | 'full') =>
    imageAddress({ secrets, clock }, imageId, variant, audience)
  return {
    subjects: feedSubjects(clock),
    pictures: {
      addressOf: addressFor('anybody'),
      presentImages: async (reader, ids, audience) => {
        const rows = new Map((await listImages(reader, ids)).map((row) => [row.id, row]))
        return ids.flatMap((id) => {
          const row = rows.get(id)
          return row === undefined ? [] : [presentImage(row, addressFor(audience), null)]
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
