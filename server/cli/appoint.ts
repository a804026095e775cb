import { ConfigError, readConfig } from '../config'
import { appointByPhone } from '../features/identity'
import { findPlace, findPlaceByCode } from '../features/places'
import { deriveSecrets } from '../secrets'
import { migrate } from '../storage/migrate'
import { openStore } from '../storage/open-store'

const ROLES = ['micro_grid_leader', 'grid_officer', 'secretary', 'street_staff', 'department_staff', 'partner']

/** Gives a person a role at a place, named by its short code or id. They sign in by that phone. The number itself is not kept. */
export async function appoint(phone: string, role: string, place: string, name: string): Promise<unknown> {
  const config = readConfig(process.env)
  if (!/^1[3-9][0-9]{9}$/.test(String(phone)))
    throw new ConfigError('The phone must be a mobile number of eleven digits.')
  if (!ROLES.includes(role)) throw new ConfigError(`The role must be one of ${ROLES.join(', ')}.`)
  await migrate(config.databaseUrl)
  const store = await openStore(config.databaseUrl)
  try {
    const isId = /^[0-9a-f-]{36}$/.test(place)
    const found = isId
      ? await findPlace(store.read, place)
      : await findPlaceByCode(store.read, String(place).toUpperCase())
    if (!found) throw new ConfigError(`There is no place with the code or id ${place}.`)
    const phoneHash = deriveSecrets(config.secret).hashPhone(String(phone))
    const personId = await appointByPhone(store, {
      phoneHash,
      displayName: name,
      role,
      placeId: found.id,
      at: new Date(),
    })
    return { personId, role, place: { id: found.id, kind: found.kind, name: found.name } }
  } finally {
    await store.close()
  }
}
