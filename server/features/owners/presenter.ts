import type { AreaSource, Language, OwnedUnit, OwnersImport } from '../../../src/contract'
import { writeArea } from '../electoral-rules'
import { refusedOf } from './import-owners'
import { OWNERS_REFUSAL_WORDS } from './refusal-words'
import type { ImportRow, OwnerRow, UnitViewRow } from './repository'

export function presentImport(row: ImportRow, language: Language): OwnersImport {
  return {
    id: row.id,
    placeId: row.placeId,
    rows: row.rowCount,
    units: row.unitCount,
    heads: row.headCount,
    area: writeArea(row.area),
    refused: refusedOf(row).map(({ row: number, column, reason }) => ({
      row: number,
      column,
      reason,
      text: OWNERS_REFUSAL_WORDS[reason][language],
    })),
    createdAt: new Date(row.createdAt).toISOString(),
    can: { see: true },
  }
}

export function presentUnit(unit: UnitViewRow, owners: readonly OwnerRow[]): OwnedUnit {
  return {
    householdId: unit.householdId,
    label: `${unit.building} ${unit.number}`,
    area: writeArea(unit.area),
    areaSource: unit.areaSource as AreaSource,
    isUnsold: Boolean(unit.isUnsold),
    owners: owners.map(({ code, name, shareNumerator, shareDenominator, isNamed }) => ({
      code,
      name,
      share: `${shareNumerator}/${shareDenominator}`,
      isNamed: Boolean(isNamed),
    })),
    can: { nameVoter: owners.length > 1 },
  }
}
