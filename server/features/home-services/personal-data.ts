import type { PersonalDataHolder, PersonalFile } from '../../storage/personal-data'
import type { Reader } from '../../storage/store'

/** What somebody booked goes nameless; what they ran is ended and says nothing of them any more. */
export const homeServicesHolder: PersonalDataHolder = {
  exportFiles: (reader, personId) => [servicesFile(reader, personId)],
  erase: async (tx, personId, now) => {
    await tx.sql.run(
      `UPDATE "Booking" SET "state" = 'cancelled', "slot" = NULL, "decidedAt" = ? WHERE "residentId" = ? AND "state" = 'booked'`,
      [now, personId],
    )
    await tx.sql.run(`UPDATE "Booking" SET "note" = '', "phone" = NULL, "requestHash" = '' WHERE "residentId" = ?`, [
      personId,
    ])
    await tx.sql.run(
      `UPDATE "HomeService" SET "state" = 'ended', "title" = '…', "area" = '', "phone" = '', "about" = '', "certificate" = '', "requestHash" = '' WHERE "providerId" = ?`,
      [personId],
    )
  },
}

function servicesFile(reader: Reader, personId: string): PersonalFile {
  return {
    name: 'home-services.json',
    about: {
      'zh-CN': '您预约的上门服务，以及您登记在服务目录里的服务。',
      en: 'Home services you booked, and those you entered into the directory.',
    },
    value: async () => {
      const booked = await reader.prisma.booking.findMany({ where: { residentId: personId }, orderBy: { id: 'asc' } })
      const entered = await reader.prisma.homeService.findMany({
        where: { providerId: personId },
        orderBy: { id: 'asc' },
      })
      return {
        booked: booked.map(({ requestHash: _, slot: __, ...row }) => row),
        entered: entered.map(({ requestHash: _, ...row }) => row),
      }
    },
  }
}
