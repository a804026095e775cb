import { createHash } from 'node:crypto'
import { LIMITS } from '../../../src/contract'
import type { Deps } from '../../deps'
import { found, refuseIf } from '../../kernel/problem'
import { hashRequest } from '../../kernel/request-hash'
import { readCsv, readWorkbook, unreadable } from '../../spreadsheets'
import { assertSameRequest } from '../../storage/acts'
import { addArea, headsOfUnits } from '../electoral-rules'
import { findStanding } from '../membership'
import { findPlace } from '../places'
import { type ImportedUnit, missingColumn, type RefusedOwnersRow, readOwnersRows } from './owners-rows'
import { refuseRegister } from './policy'
import { findImport, type ImportRow, insertImport, listCommunityDoors, replaceUnits } from './repository'

export interface ImportOwnersCommand {
  id: string
  placeId: string
  personId: string
  kind: 'csv' | 'xlsx'
  bytes: Buffer
}

/**
 * Takes the owners' register of a community from a file. The units that it names get what it says of them; every row that is not taken is reported.
 * @throws Problem import_unreadable, too_large; id_taken where the id was used for another file
 */
export async function importOwners(
  deps: Deps,
  command: ImportOwnersCommand,
): Promise<{ outcome: 'created' | 'exists'; row: ImportRow }> {
  const { id, placeId, personId, kind, bytes } = command
  const { read } = deps.store
  const place = found(await findPlace(read, placeId))
  refuseIf(refuseRegister(await findStanding(read, personId), place))
  const communityId = found(place.communityId)
  const requestHash = hashRequest({ placeId, file: createHash('sha256').update(bytes).digest('base64url') })
  const known = await findImport(read, id)
  if (known !== undefined) {
    assertSameRequest(known, requestHash, known.createdById, personId)
    return { outcome: 'exists', row: known }
  }
  const table = await (kind === 'csv' ? readCsv : readWorkbook)(bytes, LIMITS.ownersRows)
  const missing = missingColumn(table.heading)
  if (missing !== null) throw unreadable('a column is missing', [{ path: missing, message: 'column is missing' }])
  const { units, refused } = readOwnersRows(table, await listCommunityDoors(read, communityId))
  const now = deps.clock.now()
  const row = { communityId, id, placeId, createdById: personId, rowCount: table.rows.length, requestHash }
  const outcome = await deps.store.write(async (tx) => {
    const again = await findImport(tx, id)
    if (again !== undefined) {
      assertSameRequest(again, requestHash, again.createdById, personId)
      return 'exists'
    }
    await replaceUnits(tx, ...toRows(deps, communityId, id, units))
    await insertImport(tx, { ...row, ...sumUnits(units), refused: JSON.stringify(refused), createdAt: now })
    return 'created'
  })
  return { outcome, row: found(await findImport(read, id)) }
}

function toRows(deps: Deps, communityId: string, importId: string, units: readonly ImportedUnit[]) {
  const rows = units.map(({ householdId, area, areaSource, isUnsold }) => ({
    communityId,
    householdId,
    area,
    areaSource,
    isUnsold,
    importId,
  }))
  const owners = units.flatMap(({ householdId, owners: listed }) =>
    listed.map(({ code, name, share, isNamed, phone }) => ({
      communityId,
      householdId,
      code,
      name,
      shareNumerator: share.numerator,
      shareDenominator: share.denominator,
      isNamed,
      phoneHash: phone === null ? null : deps.secrets.hashPhone(phone),
    })),
  )
  return [rows, owners] as const
}

function sumUnits(units: readonly ImportedUnit[]) {
  const heads = headsOfUnits(
    units.map(({ householdId, area, isUnsold, owners }) => ({
      unitId: householdId,
      area,
      isUnsold,
      ownerKeys: owners.map(({ code }) => code),
      namedOwnerKey: owners.find(({ isNamed }) => isNamed)?.code ?? null,
    })),
  )
  const area = units.reduce((sum, unit) => addArea(sum, unit.area), 0)
  return { unitCount: units.length, headCount: heads.length, area }
}

export function refusedOf({ refused }: ImportRow): RefusedOwnersRow[] {
  return JSON.parse(refused)
}
