import { type PersonalDataHolder, type PersonalFile } from '../../storage/personal-data'
import type { Reader } from '../../storage/store'
import { deleteCircle, listCirclesOfPerson } from './repository'

/** A circle ends with the elder's account; a neighbour leaves their seat. */
export const careCirclesHolder: PersonalDataHolder = {
  exportFiles: (reader, personId) => [circlesFile(reader, personId)],
  erase: async (tx, personId) => {
    for (const circle of await listCirclesOfPerson(tx, personId))
      if (circle.elderId === personId) await deleteCircle(tx, circle.id)
    await tx.sql.run('DELETE FROM "CareNeighbour" WHERE "personId" = ?', [personId])
  },
}

function circlesFile(reader: Reader, personId: string): PersonalFile {
  return {
    name: 'care-circles.json',
    about: {
      'zh-CN': '您的关爱圈（邀请码、最近一次报平安的日期），以及您参加的关爱圈。',
      en: 'Your care circle, with its code and the day you last said you were fine, and the circles you are in.',
    },
    value: async () => {
      const circles = await listCirclesOfPerson(reader, personId)
      return circles.map((circle) =>
        circle.elderId === personId
          ? { id: circle.id, you: 'elder', code: circle.code, state: circle.state, fineOn: circle.fineOn }
          : { id: circle.id, you: 'neighbour' },
      )
    },
  }
}
