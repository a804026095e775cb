import { reaction } from 'mobx'
import { nearestLanguage, setLanguage } from './i18n'
import { onDarkChange, readAppearance } from './platform/appearance'
import { isOnline, onNetworkChange } from './platform/network'
import { newId } from './platform/new-id'
import { openShelf } from './platform/picture-shelf'
import { request } from './platform/request'
import { spokenLanguage } from './platform/spoken-language'
import { readStored, removeStored, writeStored } from './platform/storage'
import { downloadFile } from './platform/take-file'
import { uploadImage } from './platform/upload'
import { RootStore } from './stores'

/** Makes the app's stores out of what the platform gives, and lets them begin. */
export function startStores(): RootStore {
  const stores = new RootStore({
    transport: request,
    upload: uploadImage,
    download: downloadFile,
    baseUrl: process.env.LINLI_API_BASE,
    storage: { read: readStored, write: writeStored, remove: removeStored },
    openShelf,
    network: { isOnline, onChange: onNetworkChange },
    newId,
    now: () => new Date(),
    appearance: { ...readAppearance(), language: nearestLanguage(spokenLanguage()) },
  })
  reaction(() => stores.ui.language, setLanguage, { fireImmediately: true })
  onDarkChange((dark) => stores.ui.setSystemDark(dark))
  stores.start()
  return stores
}
