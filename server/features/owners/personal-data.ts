import type { PersonalDataHolder } from '../../storage/personal-data'

interface OwnUnitRow {
  building: string
  number: string
  name: string
  shareNumerator: number
  shareDenominator: number
  isNamed: boolean | number
}

/** The register is the community's own record of property: a person finds in it what is under the phone by which they sign in. */
export const ownersHolder: PersonalDataHolder = {
  exportFiles: (reader, personId) => [
    {
      name: 'owned-units.json',
      about: {
        'zh-CN': '业主名册中登记在您手机号下的房屋：楼栋、房号、姓名、份额。',
        en: "Units under your phone number in the owners' register: building, number, name and share.",
      },
      value: async () => {
        const rows = await reader.sql.all<OwnUnitRow>(
          `SELECT b."name" AS "building", h."number", o."name", o."shareNumerator", o."shareDenominator", o."isNamed"
           FROM "Identity" i JOIN "UnitOwner" o ON o."phoneHash" = i."subject"
             JOIN "Household" h ON h."id" = o."householdId" JOIN "Place" b ON b."id" = h."buildingId"
           WHERE i."personId" = ? AND i."provider" = 'phone' ORDER BY h."id"`,
          [personId],
        )
        return rows.map(({ shareNumerator, shareDenominator, isNamed, ...row }) => ({
          ...row,
          share: `${shareNumerator}/${shareDenominator}`,
          isNamed: Boolean(isNamed),
        }))
      },
    },
  ],
  /** Who owns what stays on record; that this phone was theirs does not. */
  erase: async (tx, personId) => {
    await tx.sql.run(
      `UPDATE "UnitOwner" SET "phoneHash" = NULL WHERE "phoneHash" IN (SELECT "subject" FROM "Identity" WHERE "personId" = ? AND "provider" = 'phone')`,
      [personId],
    )
  },
}
