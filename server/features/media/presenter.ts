import type { CheckState, Image } from '../../../src/contract'
import type { ImageVariant } from './addresses'
import type { ImageRow } from './repository'

export function presentImage(
  row: Pick<ImageRow, 'id' | 'ownerId' | 'width' | 'height' | 'state' | 'isWithheld'>,
  addressOf: (imageId: string, variant: ImageVariant) => string,
  viewerId: string | null,
): Image {
  return {
    id: row.id,
    width: row.width,
    height: row.height,
    state: row.state as CheckState,
    can: { use: row.ownerId === viewerId && row.state !== 'refused' && !row.isWithheld },
    urls: { thumb: addressOf(row.id, 'thumb'), full: addressOf(row.id, 'full') },
  }
}
