import { OfflineError } from './network-errors'
import type { OpenShelf } from './picture-shelf-types'

export const openShelf: OpenShelf = async () => {
  try {
    return (await import('./picture-database')).pictureDatabase
  } catch {
    throw new OfflineError('its code did not load')
  }
}
