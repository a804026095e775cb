import type { Language, ReportSubjectKind, ReportView } from '../../../src/contract'
import type { Reader } from '../../storage/store'
import type { Standing } from '../membership'
import { presentCase } from './presenter'
import type { CaseRow } from './repository'
import type { ModerationPorts } from './subjects'

/** Cases with what they are about, as this person may know them. */
export function presentCases(
  reader: Reader,
  { subjects, pictures }: ModerationPorts,
  rows: readonly CaseRow[],
  standing: Standing,
  language: Language,
): Promise<ReportView[]> {
  return Promise.all(
    rows.map(async (row) => {
      const subject = await subjects.find(reader, row.subjectKind as ReportSubjectKind, row.subjectId)
      const images = subject === null ? [] : await pictures.presentImages(reader, subject.imageIds)
      const avatarUrl = row.authorAvatarImageId === null ? null : pictures.addressOf(row.authorAvatarImageId, 'thumb')
      return presentCase({ row, subject, images, avatarUrl }, standing, language)
    }),
  )
}
