import { ConfigError, readConfig } from '../config'
import { dismissByPhone } from '../features/identity'
import { findPlaceByCode } from '../features/places'
import { deriveSecrets } from '../secrets'
import { openStore } from '../storage/open-store'

/** Ends every role that the person signing in by that phone holds at a place: they are stopped at their next call. */
export async function dismiss(phone: string, place: string): Promise<unknown> {
  const config = readConfig(process.env)
  const store = await openStore(config.databaseUrl)
  try {
    const found = await findPlaceByCode(store.read, String(place).toUpperCase())
    if (!found) throw new ConfigError(`There is no place with the code ${place}.`)
    const phoneHash = deriveSecrets(config.secret).hashPhone(String(phone))
    return { ended: await dismissByPhone(store, phoneHash, found.id, new Date()) }
  } finally {
    await store.close()
  }
}
