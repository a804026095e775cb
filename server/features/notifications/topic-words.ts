import type { Language, NotificationKind } from '../../../src/contract'
import { because, becauseEn, type Params, type Phrase, quote } from './phrases'

type TopicKind = Extract<NotificationKind, `topic_${string}` | `statement_${string}`>

/** The clock on every wall in China, all year round. */
const CHINA_OFFSET_MS = 8 * 3_600_000

/** "11月27日 19:00" */
function dayIn(time: string | undefined, language: Language): string {
  const at = new Date(Date.parse(time ?? '') + CHINA_OFFSET_MS)
  if (Number.isNaN(at.getTime())) return ''
  const day = at.toISOString().slice(0, 16).replace('T', ' ')
  return language === 'en' ? day : `${at.getUTCMonth() + 1}月${at.getUTCDate()}日 ${day.slice(11)}`
}

const zhTitle = (p: Params) => (p.title ? `“${quote(p.title)}”` : '一个议题')
const enTitle = (p: Params) => (p.title ? `“${quote(p.title)}”` : 'a topic')
const zhUntil = (p: Params) => (p.dueAt ? `请在${dayIn(p.dueAt, 'zh-CN')}前答复。` : '请及时答复。')
const enUntil = (p: Params) => (p.dueAt ? ` Please answer by ${dayIn(p.dueAt, 'en')}.` : ' Please answer soon.')
const zhMeeting = (p: Params) =>
  p.meetingAt ? `时间：${dayIn(p.meetingAt, 'zh-CN')}${p.address ? `，地点：${p.address}` : ''}。` : ''
const enMeeting = (p: Params) =>
  p.meetingAt ? ` It is on ${dayIn(p.meetingAt, 'en')}${p.address ? `, at ${p.address}` : ''}.` : ''

export const topicZh: Record<TopicKind, Phrase> = {
  topic_proposed: (p) => ({ title: '有新的议题', text: `${p.place ?? '社区'}有居民提出${zhTitle(p)}，请您答复。` }),
  topic_support_reached: (p) => ({
    title: '议题得到多户支持',
    text: `${zhTitle(p)}支持的户数已经够了，需要正式答复。${zhUntil(p)}`,
  }),
  topic_answer_overdue: (p) => ({ title: '议题超时未答复', text: `${zhTitle(p)}已过答复期限，请您尽快答复居民。` }),
  topic_accepted: (p) => ({ title: '议题已受理', text: `${zhTitle(p)}已受理，接下来会邀请大家一起商量。` }),
  topic_refused: (p) => ({ title: '议题没有受理', text: `${zhTitle(p)}这次没有受理。${because(p.reason)}` }),
  topic_invited: (p) => ({
    title: '邀请您来议一议',
    text: `邀请您一起商量${zhTitle(p)}。${zhMeeting(p)}能不能来，请点开告诉我们。`,
  }),
  topic_scheduled: (p) => ({ title: '议事会时间定了', text: `${zhTitle(p)}的议事会已定。${zhMeeting(p)}` }),
  topic_opened: (p) => ({
    title: '请您说说看法',
    text: `${zhTitle(p)}开始征求意见，点开对观点表态，也可以写下您的观点。${p.closesAt ? `${dayIn(p.closesAt, 'zh-CN')}截止。` : ''}`,
  }),
  topic_published: (p) => ({
    title: '议题有结果了，请您评价',
    text: p.text ? quote(p.text) : `${zhTitle(p)}的结果已公布。`,
  }),
  topic_low_rated: (p) => ({ title: '居民对结果不满意', text: `${zhTitle(p)}的结果收到低分评价。${zhUntil(p)}` }),
  topic_answered: (p) => ({
    title: '社区回应了评价',
    text: p.text ? quote(p.text) : `社区回应了对${zhTitle(p)}的评价。`,
  }),
  statement_waiting: (p) => ({
    title: '有观点等您查看',
    text: p.text ? `${zhTitle(p)}：${quote(p.text)}` : `${zhTitle(p)}有新的观点，查看后才会显示。`,
  }),
  statement_shown: (p) => ({ title: '您的观点已显示', text: `您在${zhTitle(p)}里写的观点，邻居们现在可以表态了。` }),
  statement_hidden: (p) => ({
    title: '您的观点没有显示',
    text: `您在${zhTitle(p)}里写的观点没有显示。${because(p.reason)}您可以换个说法再写。`,
  }),
}

export const topicEn: Record<TopicKind, Phrase> = {
  topic_proposed: (p) => ({
    title: 'A new topic',
    text: `A resident${p.place ? ` of ${p.place}` : ''} proposes ${enTitle(p)}. Please answer.`,
  }),
  topic_support_reached: (p) => ({
    title: 'Enough households support a topic',
    text: `The support for ${enTitle(p)} obliges an answer.${enUntil(p)}`,
  }),
  topic_answer_overdue: (p) => ({
    title: 'An answer is overdue',
    text: `The answer to ${enTitle(p)} was due and has not been given.`,
  }),
  topic_accepted: (p) => ({
    title: 'The topic was accepted',
    text: `The community takes up ${enTitle(p)}. Residents will be invited to talk it over.`,
  }),
  topic_refused: (p) => ({
    title: 'The topic was not accepted',
    text: `The community does not take up ${enTitle(p)} this time.${becauseEn(p.reason)}`,
  }),
  topic_invited: (p) => ({
    title: 'You are invited to talk it over',
    text: `Please join your neighbours about ${enTitle(p)}.${enMeeting(p)} Open it to say whether you can come.`,
  }),
  topic_scheduled: (p) => ({
    title: 'The meeting has a date',
    text: `There will be a meeting about ${enTitle(p)}.${enMeeting(p)}`,
  }),
  topic_opened: (p) => ({
    title: 'What do you think?',
    text: `Say what you think about ${enTitle(p)}: vote on statements, or add your own.${p.closesAt ? ` Open until ${dayIn(p.closesAt, 'en')}.` : ''}`,
  }),
  topic_published: (p) => ({
    title: 'An outcome: please rate it',
    text: p.text ? quote(p.text) : `The outcome of ${enTitle(p)} has been published.`,
  }),
  topic_low_rated: (p) => ({
    title: 'Residents are not content',
    text: `The outcome of ${enTitle(p)} was given few stars.${enUntil(p)}`,
  }),
  topic_answered: (p) => ({
    title: 'The community answers',
    text: p.text ? quote(p.text) : `The community answered what residents said about ${enTitle(p)}.`,
  }),
  statement_waiting: (p) => ({
    title: 'A statement waits for you',
    text: p.text
      ? `${enTitle(p)}: ${quote(p.text)}`
      : `A new statement about ${enTitle(p)} is shown once you have looked at it.`,
  }),
  statement_shown: (p) => ({
    title: 'Your statement is shown',
    text: `Your neighbours can now vote on what you wrote about ${enTitle(p)}.`,
  }),
  statement_hidden: (p) => ({
    title: 'Your statement is not shown',
    text: `What you wrote about ${enTitle(p)} is not shown.${becauseEn(p.reason)} You can put it in other words.`,
  }),
}
