import { newId } from '../../kernel/ids'
import type { Store } from '../../storage/store'
import { endRoles, findIdentity, findOpenRole, insertPerson, insertRole } from './repository'

export interface Appointment {
  phoneHash: string
  displayName: string
  role: string
  placeId: string
  at: Date
}

/** Makes the person known by that phone hold a role at a place; the same appointment again changes nothing. */
export async function appointByPhone(store: Store, appointment: Appointment): Promise<string> {
  const { phoneHash, displayName, role, placeId, at } = appointment
  return store.write(async (tx) => {
    const known = await findIdentity(tx, 'phone', phoneHash)
    const personId = known?.personId ?? newId(at)
    if (!known) {
      const person = { id: personId, displayName, language: 'zh-CN', createdAt: at }
      await insertPerson(tx, person, { provider: 'phone', subject: phoneHash })
    }
    if (!(await findOpenRole(tx, personId, role, placeId))) {
      await insertRole(tx, { id: newId(at), personId, role, placeId, grantedAt: at })
    }
    return personId
  })
}

/** Takes every role at a place from the person known by that phone. */
export async function dismissByPhone(store: Store, phoneHash: string, placeId: string, at: Date): Promise<number> {
  return store.write(async (tx) => {
    const known = await findIdentity(tx, 'phone', phoneHash)
    return known ? endRoles(tx, known.personId, placeId, at) : 0
  })
}
