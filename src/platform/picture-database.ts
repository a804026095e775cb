import type { PictureShelf } from './picture-shelf-types'

/** Bytes and type apart: some browsers lose a Blob that was kept whole. */
interface Kept {
  type: string
  bytes: ArrayBuffer
}

const STORE = 'pictures'

const answerOf = <Answer>(request: IDBRequest<Answer>) =>
  new Promise<Answer>((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

let opened: Promise<IDBDatabase> | null = null

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open('linli', 1)
  request.onupgradeneeded = () => request.result.createObjectStore(STORE)
  return answerOf(request)
}

/** A database that could not be opened is tried again the next time. */
async function storeOf(mode: IDBTransactionMode): Promise<IDBObjectStore> {
  opened ??= open()
  try {
    return (await opened).transaction(STORE, mode).objectStore(STORE)
  } catch (error) {
    opened = null
    throw error
  }
}

export const pictureDatabase: PictureShelf = {
  names: async () => {
    const keys = await answerOf((await storeOf('readonly')).getAllKeys())
    return keys.map(String)
  },
  put: async (name, path) => {
    try {
      const blob = await (await fetch(path)).blob()
      const kept: Kept = { type: blob.type, bytes: await blob.arrayBuffer() }
      const store = await storeOf('readwrite')
      store.put(kept, name)
      await new Promise((resolve, reject) => {
        store.transaction.oncomplete = resolve
        store.transaction.onabort = reject
      })
      return true
    } catch {
      return false
    }
  },
  find: async (name) => {
    const kept = await answerOf<Kept | undefined>((await storeOf('readonly')).get(name))
    return kept ? URL.createObjectURL(new Blob([kept.bytes], { type: kept.type })) : null
  },
  remove: async (name) => void (await answerOf((await storeOf('readwrite')).delete(name))),
}
