import type { CheckState, Image } from '../../../src/contract'
import type { ImageVariant } from './addresses'
import type { ImageRow } from './repository'

export function presentImage(
  row: Pick<ImageRow, 'id' | 'width' | 'height' | 'state'>,
  addressOf: (imageId: string, variant: ImageVariant) => string,
): Image {
  return {
    id: row.id,
    width: row.width,
    height: row.height,
    state: row.state as CheckState,
    urls: { thumb: addressOf(row.id, 'thumb'), full: addressOf(row.id, 'full') },
  }
}
