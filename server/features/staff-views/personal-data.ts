import { AFTER_ALL_IDS } from '../../kernel/ids'
import { inPages, type PersonalDataHolder } from '../../storage/personal-data'
import { presentView } from './presenter'
import { deleteViewsOf, listViews } from './repository'

/** Who looked at a person goes with them; that they looked at others, as staff, is those others' to read. */
export const staffViewsHolder: PersonalDataHolder = {
  exportFiles: (reader, personId) => [
    {
      name: 'staff-views.json',
      about: {
        'zh-CN': '哪些工作人员看过您的资料：谁、什么岗位、什么时间、在办什么事时看的。保存十三个月。',
        en: 'Which members of staff looked at your data: who, in which office, when, and in what. Kept for thirteen months.',
      },
      async *rows() {
        const load = (before: string, limit: number) => listViews(reader, personId, before, limit)
        for await (const page of inPages(AFTER_ALL_IDS, load, ({ id }) => id)) yield page.map(presentView)
      },
    },
  ],
  erase: async (tx, personId) => {
    await deleteViewsOf(tx, personId)
  },
}
