import { type AppealCategory, CATEGORY_NAMES, type Language, type NotificationKind } from '../../../src/contract'
import { because, becauseEn, type Params, type Phrase, quote } from './phrases'

type AppealKind = Extract<
  NotificationKind,
  | `appeal_${'waiting' | 'accepted' | 'passed_on' | 'sent_back' | 'answered' | 'closing_soon' | 'timed_out' | 'reopened'}`
  | `appeal_${'overdue' | 'overdue_reporter' | 'merged' | 'withdrawn' | 'closed'}`
  | 'department_rated'
  | 'desk_handed_over'
  | 'care_task_given'
  | `alert_${'raised' | 'sighting' | 'ended'}`
>

/** The clock on every wall in China, all year round. */
const CHINA_OFFSET_MS = 8 * 3_600_000

function dayIn(time: string | undefined, language: Language): string {
  const at = new Date(Date.parse(time ?? '') + CHINA_OFFSET_MS)
  if (Number.isNaN(at.getTime())) return ''
  const day = at.toISOString().slice(0, 16).replace('T', ' ')
  return language === 'en' ? day : `${at.getUTCMonth() + 1}月${at.getUTCDate()}日${day.slice(11)}`
}

const category = (p: Params, language: Language) => CATEGORY_NAMES[p.category as AppealCategory]?.[language] ?? ''

/** "桂花苑第一网格 3 号楼的设施维修诉求" */
const zhCase = (p: Params) => `${p.place ?? ''}的${category(p, 'zh-CN')}诉求`
const enCase = (p: Params) => `${category(p, 'en') || 'a case'}${p.place ? ` at ${p.place}` : ''}`
const zhDue = (p: Params) => (p.dueAt ? `请在${dayIn(p.dueAt, 'zh-CN')}前办理。` : '请及时办理。')
const enDue = (p: Params) => (p.dueAt ? ` Please act by ${dayIn(p.dueAt, 'en')}.` : '')
const zhUntil = (p: Params) => (p.dueAt ? `预计${dayIn(p.dueAt, 'zh-CN')}前有进展。` : '')
const enUntil = (p: Params) => (p.dueAt ? ` You will hear by ${dayIn(p.dueAt, 'en')}.` : '')

const zhStars = (p: Params) => (p.stars ? `评价为${p.stars}星，` : '')
const enStars = (p: Params) => (p.stars ? `Rated ${p.stars} of 5: ` : '')

export const appealZh: Record<AppealKind, Phrase> = {
  appeal_waiting: (p) => ({ title: '有新的诉求', text: `${zhCase(p)}等您受理。${zhDue(p)}` }),
  appeal_accepted: (p) => ({
    title: '诉求已受理',
    text: `${p.handler ?? '工作人员'}已受理${zhCase(p)}。${zhUntil(p)}`,
  }),
  appeal_passed_on: (p) => ({
    title: '诉求已转交',
    text: `${zhCase(p)}现由${p.handler ?? '相关部门'}办理。${zhUntil(p)}`,
  }),
  appeal_sent_back: (p) => ({
    title: '诉求已退回',
    text: `${zhCase(p)}退回${p.handler ?? '您'}办理。${because(p.reason)}`,
  }),
  appeal_answered: (p) => ({
    title: '诉求有了答复，请您评价',
    text: `${quote(p.text) || zhCase(p)} ${p.closesAt ? `${dayIn(p.closesAt, 'zh-CN')}前没有评价，将自动办结。` : ''}`.trim(),
  }),
  appeal_closing_soon: (p) => ({
    title: '请您评价办理结果',
    text: `${zhCase(p)}还没有评价，${p.closesAt ? `${dayIn(p.closesAt, 'zh-CN')}将` : '不久将'}自动办结；30天内可以撤销。`,
  }),
  appeal_timed_out: (p) => ({
    title: '诉求已自动办结',
    text: `${zhCase(p)}七天内没有评价，已自动办结。如果问题还在，30天内可以撤销办结。`,
  }),
  appeal_reopened: (p) => ({
    title: '诉求重新办理',
    text: `${zhCase(p)}没有解决，${zhStars(p)}已升级由${p.handler ?? '上一级'}重新办理。`,
  }),
  appeal_overdue: (p) => ({
    title: '诉求已超时',
    text: `${zhCase(p)}超过办理期限，现由${p.handler ?? '上一级'}办理。${zhDue(p)}`,
  }),
  appeal_overdue_reporter: (p) => ({
    title: '诉求超时，已升级',
    text: `很抱歉，${zhCase(p)}没有按时办理，现由${p.handler ?? '上一级'}负责。${zhUntil(p)}`,
  }),
  appeal_merged: (p) => ({
    title: '诉求已合并',
    text: `${zhCase(p)}与另一件相同的诉求合并办理，一个答复会同时告诉您。`,
  }),
  appeal_withdrawn: (p) => ({ title: '诉求已撤回', text: `${zhCase(p)}已由提交人撤回。如果问题还在，可以重新提交。` }),
  appeal_closed: (p) => ({ title: '诉求已办结', text: `${zhCase(p)}${zhStars(p)}已办结。` }),
  department_rated: (p) => ({
    title: '网格评价了您的办理',
    text: `${p.grid ?? '网格'}为${category(p, 'zh-CN')}诉求的办理评了${p.stars ? `${p.stars}星` : '分'}。`,
  }),
  desk_handed_over: (p) => ({ title: '请您代班', text: `${p.place ?? ''}的诉求由您代为办理，请在“工作台”查看。` }),
  care_task_given: (p) => ({
    title: '请去看望一位邻居',
    text: `${p.place ?? ''}${p.text ? `：${quote(p.text)}` : '有一项关爱任务。'}`,
  }),
  alert_raised: (p) => ({
    title: '紧急寻人',
    text: `${p.community ?? '社区'}有人走失，请打开看照片和最后出现的地点；如果看到，请立即告诉我们。`,
  }),
  alert_sighting: (p) => ({ title: '有人提供了线索', text: quote(p.text) || '点开查看线索。' }),
  alert_ended: () => ({ title: '寻人已结束', text: '谢谢大家的帮助，照片已全部删除。' }),
}

export const appealEn: Record<AppealKind, Phrase> = {
  appeal_waiting: (p) => ({ title: 'A new case', text: `Waiting for you: ${enCase(p)}.${enDue(p)}` }),
  appeal_accepted: (p) => ({
    title: 'Your case was taken on',
    text: `${p.handler ?? 'Staff'} took on ${enCase(p)}.${enUntil(p)}`,
  }),
  appeal_passed_on: (p) => ({
    title: 'A case was passed on',
    text: `${p.handler ?? 'Another office'} now has ${enCase(p)}.${enUntil(p)}`,
  }),
  appeal_sent_back: (p) => ({
    title: 'A case was sent back',
    text: `Back with ${p.handler ?? 'you'}: ${enCase(p)}.${becauseEn(p.reason)}`,
  }),
  appeal_answered: (p) => ({
    title: 'An answer: please rate it',
    text: `${quote(p.text) || enCase(p)} ${p.closesAt ? `Without a rating it closes on ${dayIn(p.closesAt, 'en')}.` : ''}`.trim(),
  }),
  appeal_closing_soon: (p) => ({
    title: 'Please rate the answer',
    text: `Not rated yet: ${enCase(p)}. It closes ${p.closesAt ? `on ${dayIn(p.closesAt, 'en')}` : 'soon'}; you can undo that for 30 days.`,
  }),
  appeal_timed_out: (p) => ({
    title: 'A case was closed by itself',
    text: `Nobody rated ${enCase(p)} for seven days. If the problem is still there, you can undo this for 30 days.`,
  }),
  appeal_reopened: (p) => ({
    title: 'A case was reopened',
    text: `${enStars(p)}${enCase(p)} was not solved. ${p.handler ?? 'The next level'} has it now.`,
  }),
  appeal_overdue: (p) => ({
    title: 'A case is overdue',
    text: `Past its time: ${enCase(p)}. ${p.handler ?? 'The next level'} has it now.${enDue(p)}`,
  }),
  appeal_overdue_reporter: (p) => ({
    title: 'Your case was late and went up',
    text: `We are sorry: ${enCase(p)} was not dealt with in time. ${p.handler ?? 'The next level'} has it now.${enUntil(p)}`,
  }),
  appeal_merged: (p) => ({
    title: 'Cases were merged',
    text: `Somebody reported the same as ${enCase(p)}. One answer will reach you too.`,
  }),
  appeal_withdrawn: (p) => ({
    title: 'A case was withdrawn',
    text: `Its reporter withdrew ${enCase(p)}. If the problem is still there, please report it.`,
  }),
  appeal_closed: (p) => ({ title: 'A case is closed', text: `${enStars(p)}${enCase(p)} is closed.` }),
  department_rated: (p) => ({
    title: 'A grid rated your work',
    text: `${p.grid ?? 'A grid'} rated how you dealt with ${enCase(p)}${p.stars ? `: ${p.stars} of 5` : ''}.`,
  }),
  desk_handed_over: (p) => ({
    title: 'Please look after a desk',
    text: `The cases of ${p.place ?? 'a colleague'} come to your desk meanwhile.`,
  }),
  care_task_given: (p) => ({
    title: 'Please look in on a neighbour',
    text: [p.place, quote(p.text)].filter(Boolean).join(': ') || 'Open it to read more.',
  }),
  alert_raised: (p) => ({
    title: 'Somebody is missing',
    text: `In ${p.community ?? 'your community'}. Open it for the photo and the last place, and tell us at once if you see them.`,
  }),
  alert_sighting: (p) => ({ title: 'Somebody has seen something', text: quote(p.text) || 'Open it to read more.' }),
  alert_ended: () => ({ title: 'The search is over', text: 'Thank you for your help. All photos have been deleted.' }),
}
