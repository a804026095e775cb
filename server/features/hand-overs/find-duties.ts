import type { Reader } from '../../storage/store'
import { findStanding, type Standing } from '../membership'
import { listSubstituted } from './repository'

/** A person's homes and roles, with those of absent colleagues that they look after now. For cases and care tasks alone: nothing else is handed over. */
export async function findDuties(reader: Reader, personId: string, now: Date): Promise<Standing> {
  const standing = await findStanding(reader, personId)
  const substituted = await listSubstituted(reader, personId, now)
  return substituted.length === 0 ? standing : { ...standing, roles: [...standing.roles, ...substituted] }
}
