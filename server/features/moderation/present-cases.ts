import type { Language, ReportSubjectKind, ReportView } from '../../../src/contract'
import type { Reader } from '../../storage/store'
import type { Standing } from '../membership'
import { abilitiesOn } from './policy'
import { factsOf, presentCase } from './presenter'
import { type CaseRow, listReportedBy } from './repository'
import { originalImagesOf } from './rules'
import type { ModerationPorts } from './subjects'

/** Cases with what they are about, as this person may know them. */
export async function presentCases(
  reader: Reader,
  { subjects, pictures }: ModerationPorts,
  rows: readonly CaseRow[],
  standing: Standing,
  language: Language,
): Promise<ReportView[]> {
  const reported = await listReportedBy(
    reader,
    standing.personId,
    rows.map(({ caseId }) => caseId),
  )
  return Promise.all(
    rows.map(async (row) => {
      const facts = factsOf(row, reported.has(row.caseId))
      const { seeWhole } = abilitiesOn(facts, standing)
      const subject = await subjects.find(reader, row.subjectKind as ReportSubjectKind, row.subjectId)
      const imageIds = subject?.imageIds ?? (seeWhole ? originalImagesOf(row) : [])
      const seesWithheld = seeWhole || row.authorId === standing.personId
      const images = await pictures.presentImages(reader, imageIds, seesWithheld ? 'insider' : 'anybody')
      const avatarUrl = row.authorAvatarImageId === null ? null : pictures.addressOf(row.authorAvatarImageId, 'thumb')
      return presentCase({ row, facts, subject, images, avatarUrl }, standing, language)
    }),
  )
}
