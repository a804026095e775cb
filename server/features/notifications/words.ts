import type { Language, NotificationKind } from '../../../src/contract'
import { appealEn, appealZh } from './appeal-words'
import { because, becauseEn, type Params, type Phrase, quote, type Words } from './phrases'
import { topicEn, topicZh } from './topic-words'
import { AID_WORDS } from './words-of-mutual-aid'

export type { Words } from './phrases'

/** What an inbox says, made when it is read. A parameter that is missing leaves a sentence that is still true. */
export function wordsFor(kind: NotificationKind, params: Params, language: Language): Words {
  return PHRASES[language][kind](params)
}

const home = ({ grid, building, household }: Params) => [grid, building, household].filter(Boolean).join(' ')

const WEEKDAYS_ZH = ['日', '一', '二', '三', '四', '五', '六']
const WEEKDAYS_EN = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

/** "11月22日（周日）09:00" by the clock on every wall in China; nothing where the time is missing. */
function when(time: string | undefined, language: Language): string {
  const at = Date.parse(time ?? '')
  if (Number.isNaN(at)) return ''
  const local = new Date(at + 8 * 3_600_000)
  const clock = local.toISOString().slice(11, 16)
  const [month, day] = [local.getUTCMonth() + 1, local.getUTCDate()]
  return language === 'en'
    ? `${WEEKDAYS_EN[local.getUTCDay()]} ${month}/${day} ${clock}`
    : `${month}月${day}日（周${WEEKDAYS_ZH[local.getUTCDay()]}）${clock}`
}

const shift = ({ title, startsAt }: Params) =>
  [when(startsAt, 'zh-CN'), title && `“${title}”`].filter(Boolean).join(' ')
const shiftEn = ({ title, startsAt }: Params) =>
  [title && `“${title}”`, when(startsAt, 'en')].filter(Boolean).join(', ')

const zh: Record<NotificationKind, Phrase> = {
  membership_requested: (p) => ({
    title: '有住户等您核实',
    text: `${p.name ?? '有住户'}申请加入${home(p)}，请您核实。`,
  }),
  membership_verified: (p) => ({
    title: '您的住址已核实',
    text: `欢迎您！${home(p)}已核实，现在可以和邻居们一起参与了。`,
  }),
  membership_refused: (p) => ({
    title: '您的住址还没有核实',
    text: `您申请的${home(p)}没有通过核实。${because(p.reason)}您可以修改后再申请。`,
  }),
  avatar_refused: () => ({ title: '您的头像没有通过审核', text: '邻居看不到这张头像。请换一张，审核通过后就会显示。' }),
  membership_ended: (p) => ({ title: '您的归属已结束', text: `您在${home(p)}的归属已结束。${because(p.reason)}` }),
  post_commented: (p) => ({ title: `${p.name ?? '邻居'}评论了您`, text: quote(p.text) || '点开看看邻居说了什么。' }),
  comment_replied: (p) => ({ title: `${p.name ?? '邻居'}回复了您`, text: quote(p.text) || '点开看看邻居说了什么。' }),
  notice_published: (p) => ({ title: `${p.publisher ?? '社区'}发布了公告`, text: p.title ?? '点开查看公告。' }),
  notice_reminder: (p) => ({
    title: '请您确认一份公告',
    text: `${p.publisher ?? '社区'}请您读一读并确认：${p.title ?? '点开查看公告。'}`,
  }),
  report_received: (p) => ({
    title: '有内容被举报',
    text: `${p.grid ?? '网格'}里有一条内容被举报，请您看一看。${because(p.reason)}`,
  }),
  content_hidden: (p) => ({
    title: '您的内容已隐藏',
    text: `${because(p.reason)}内容仍为您保留；如果您有不同意见，可以申诉。`,
  }),
  content_warned: (p) => ({ title: '请您留意', text: `${because(p.reason)}您的内容没有隐藏，请今后留意。` }),
  content_restored: () => ({ title: '您的内容已恢复', text: '经过复核，您的内容已经恢复显示，谢谢您的耐心。' }),
  appeal_of_hidden_received: (p) => ({
    title: '有申诉等您复核',
    text: `${p.grid ?? '网格'}里一条被隐藏的内容有了申诉，请您复核。`,
  }),
  appeal_of_hidden_refused: (p) => ({ title: '申诉没有通过', text: `经过复核，内容仍不显示。${because(p.reason)}` }),
  ...AID_WORDS['zh-CN'],
  poll_announced: (p) => ({
    title: '有一次投票等您参加',
    text: `${p.place ?? '社区'}公布了投票：${p.question ?? '点开查看。'}`,
  }),
  poll_closed: (p) => ({ title: '投票有结果了', text: `“${p.question ?? '这次投票'}”已经结束，点开看结果和理由。` }),
  poll_annulled: (p) => ({ title: '投票已作废', text: `“${p.question ?? '这次投票'}”已作废，没有计票。` }),
  poll_objection_raised: (p) => ({
    title: '有一条异议等您答复',
    text: `有居民对“${p.question ?? '一次投票'}”的名册或选票提出了异议。`,
  }),
  poll_objection_answered: (p) => ({
    title: '您的异议有答复了',
    text: `您对“${p.question ?? '这次投票'}”提的异议，社区答复：${p.answer ?? '点开查看。'}`,
  }),
  ...appealZh,
  ...topicZh,
  points_received: (p) => ({
    title: `您收到${p.points ? ` ${p.points} ` : ''}积分`,
    text: `${p.community ?? '社区'}给您发了积分${p.reason ? `：${quote(p.reason)}` : '，谢谢您。'}`,
  }),
  points_taken_back: (p) => ({
    title: `一笔积分已更正`,
    text: `之前多记的${p.points ? ` ${p.points} ` : ''}积分已原路退回。${because(p.reason)}`,
  }),
  redemption_expiring: (p) => ({
    title: '兑换的礼品还没有领',
    text: `${p.title ?? '您兑换的礼品'}为您留到${p.date ?? '明天'}，过期积分会自动退回。`,
  }),
  redemption_expired: (p) => ({
    title: '礼品没有领，积分已退回',
    text: `${p.title ?? '您兑换的礼品'}过了 14 天没有领，${p.points ? `${p.points} ` : ''}积分已退回您的账户。`,
  }),
  redemption_cancelled: (p) => ({
    title: '兑换已取消，积分已退回',
    text: `社区取消了${p.title ?? '您的兑换'}，${p.points ? `${p.points} ` : ''}积分已退回您的账户。`,
  }),
  activity_proposed: (p) => ({ title: '有志愿活动等您审批', text: p.title ?? '点开查看活动。' }),
  activity_approved: (p) => ({
    title: '您发起的活动已通过',
    text: `${p.title ? `“${p.title}”` : '活动'}已通过，现在可以安排班次了。`,
  }),
  activity_refused: (p) => ({
    title: '您发起的活动没有通过',
    text: `${p.title ? `“${p.title}”` : '活动'}没有通过。${because(p.reason)}`,
  }),
  shift_moved_up: (p) => ({
    title: '轮到您了，请确认',
    text: `${shift(p)}有了名额，为您保留到${when(p.answerBy, 'zh-CN') || '两小时后'}，请点开确认参加。`,
  }),
  shift_place_lapsed: (p) => ({ title: '名额已让给下一位', text: `${shift(p)}没有等到您的确认，欢迎看看别的班次。` }),
  shift_cancelled: (p) => ({ title: '班次取消了', text: `${shift(p)}取消了，抱歉给您带来不便。` }),
  shift_first_claim: (p) => ({
    title: '这次请您先来',
    text: `您之前没有轮到，${shift(p)}请您优先：留的名额先到先得，满了候补也排在前面。`,
  }),
  shift_stand_in: (p) => ({ title: '您来替班了', text: `组织者记下您来替班：${shift(p)}。签到、签退都在班次里。` }),
  shift_replaced: (p) => ({ title: '有邻居替您来了', text: `${shift(p)}由邻居替班，您不用来了，也不算没来。` }),
  hours_corrected: (p) => ({
    title: '您的服务时长已更正',
    text: `${shift(p) || '您的一次服务'}${p.minutes ? `改记为 ${p.minutes} 分钟` : '的时长已更正'}。${because(p.reason)}`,
  }),
  call_up: (p) => ({ title: `紧急召集：${p.place ?? '附近'}`, text: quote(p.text) || '点开看看需要什么帮助。' }),
}

const en: Record<NotificationKind, Phrase> = {
  membership_requested: (p) => ({
    title: 'A resident is waiting for you',
    text: `${p.name ?? 'Somebody'} asks to join ${home(p) || 'your grid'}. Please check the address.`,
  }),
  membership_verified: (p) => ({
    title: 'Your address is verified',
    text: `Welcome! ${home(p) || 'Your home'} is verified, and you can now take part with your neighbours.`,
  }),
  membership_refused: (p) => ({
    title: 'Your address could not be verified',
    text: `Your request for ${home(p) || 'this home'} was not accepted.${becauseEn(p.reason)} You can correct it and ask again.`,
  }),
  avatar_refused: () => ({
    title: 'Your picture was not accepted',
    text: 'Neighbours do not see it. Please choose another; it is shown once it has been checked.',
  }),
  membership_ended: (p) => ({
    title: 'Your membership has ended',
    text: `Your membership at ${home(p) || 'this home'} has ended.${becauseEn(p.reason)}`,
  }),
  post_commented: (p) => ({
    title: `${p.name ?? 'A neighbour'} commented on your post`,
    text: quote(p.text) || 'Open it to read what they said.',
  }),
  comment_replied: (p) => ({
    title: `${p.name ?? 'A neighbour'} replied to you`,
    text: quote(p.text) || 'Open it to read what they said.',
  }),
  notice_published: (p) => ({
    title: `A notice from ${p.publisher ?? 'your community'}`,
    text: p.title ?? 'Open it to read the notice.',
  }),
  notice_reminder: (p) => ({
    title: 'Please confirm a notice',
    text: `${p.publisher ?? 'Your community'} asks you to read and confirm: ${p.title ?? 'open it to read the notice.'}`,
  }),
  report_received: (p) => ({
    title: 'Something was reported',
    text: `A neighbour reported something in ${p.grid ?? 'your grid'}. Please have a look.${becauseEn(p.reason)}`,
  }),
  content_hidden: (p) => ({
    title: 'What you wrote has been hidden',
    text: `It is still kept for you.${becauseEn(p.reason)} If you disagree, you can appeal.`,
  }),
  content_warned: (p) => ({
    title: 'A word about what you wrote',
    text: `It has not been hidden, but please keep this in mind.${becauseEn(p.reason)}`,
  }),
  content_restored: () => ({
    title: 'What you wrote is shown again',
    text: 'It was looked at once more and is shown again. Thank you for your patience.',
  }),
  appeal_of_hidden_received: (p) => ({
    title: 'An appeal is waiting for you',
    text: `The author of something hidden in ${p.grid ?? 'your grid'} has appealed. Please look at it again.`,
  }),
  appeal_of_hidden_refused: (p) => ({
    title: 'Your appeal was not accepted',
    text: `It was looked at once more and stays hidden.${becauseEn(p.reason)}`,
  }),
  ...AID_WORDS.en,
  poll_announced: (p) => ({
    title: 'A poll is waiting for you',
    text: `${p.place ?? 'Your community'} has announced a poll: ${p.question ?? 'open it to read more.'}`,
  }),
  poll_closed: (p) => ({
    title: 'A poll has its result',
    text: `“${p.question ?? 'The poll'}” has closed. Open it to see the result and why.`,
  }),
  poll_annulled: (p) => ({
    title: 'A poll was annulled',
    text: `“${p.question ?? 'The poll'}” was annulled and not counted.`,
  }),
  poll_objection_raised: (p) => ({
    title: 'An objection is waiting for you',
    text: `A resident objects to the roll or about their ballot: “${p.question ?? 'a poll'}”.`,
  }),
  poll_objection_answered: (p) => ({
    title: 'Your objection was answered',
    text: `About “${p.question ?? 'the poll'}” the community says: ${p.answer ?? 'open it to read more.'}`,
  }),
  ...appealEn,
  ...topicEn,
  points_received: (p) => ({
    title: p.points ? `You received ${p.points} points` : 'You received points',
    text: `${p.community ?? 'Your community'} sent you points${p.reason ? `: ${quote(p.reason)}` : '. Thank you.'}`,
  }),
  points_taken_back: (p) => ({
    title: 'A transfer of points was corrected',
    text: `${p.points ?? 'Some'} points that were booked by mistake went back.${becauseEn(p.reason)}`,
  }),
  redemption_expiring: (p) => ({
    title: 'Your reward is waiting for you',
    text: `${p.title ?? 'Your reward'} is kept for you until ${p.date ?? 'tomorrow'}; after that your points come back by themselves.`,
  }),
  redemption_expired: (p) => ({
    title: 'Not collected: your points are back',
    text: `${p.title ?? 'Your reward'} was not collected within 14 days. ${p.points ?? 'The'} points are back on your account.`,
  }),
  redemption_cancelled: (p) => ({
    title: 'Redemption cancelled: your points are back',
    text: `Your community cancelled ${p.title ?? 'your redemption'}. ${p.points ?? 'The'} points are back on your account.`,
  }),
  activity_proposed: (p) => ({
    title: 'An activity is waiting for your approval',
    text: p.title ?? 'Open it to read.',
  }),
  activity_approved: (p) => ({
    title: 'Your activity is approved',
    text: `${p.title ? `“${p.title}”` : 'It'} is approved. You can plan its shifts now.`,
  }),
  activity_refused: (p) => ({
    title: 'Your activity was not approved',
    text: `${p.title ? `“${p.title}”` : 'It'} was not approved.${becauseEn(p.reason)}`,
  }),
  shift_moved_up: (p) => ({
    title: 'It is your turn: please confirm',
    text: `A place has come free: ${shiftEn(p)}. It is kept for you until ${when(p.answerBy, 'en') || 'two hours from now'}.`,
  }),
  shift_place_lapsed: (p) => ({
    title: 'The place went to the next in line',
    text: `We did not hear from you in time: ${shiftEn(p)}. Other shifts are open to you.`,
  }),
  shift_cancelled: (p) => ({
    title: 'A shift was called off',
    text: `${shiftEn(p)} will not take place. We are sorry.`,
  }),
  shift_first_claim: (p) => ({
    title: 'This time you come first',
    text: `You came in vain before: ${shiftEn(p)}. Some places are kept, first come, first served, and you move up before others.`,
  }),
  shift_stand_in: (p) => ({
    title: 'You stand in for somebody',
    text: `The organiser noted that you came: ${shiftEn(p)}. Check in and out on the shift's page.`,
  }),
  shift_replaced: (p) => ({
    title: 'A neighbour came in your stead',
    text: `${shiftEn(p)} is covered. You need not come, and it does not count as missed.`,
  }),
  hours_corrected: (p) => ({
    title: 'Your service hours were corrected',
    text: `${shiftEn(p) || 'A turn of yours'} now counts ${p.minutes ? `as ${p.minutes} minutes` : 'otherwise'}.${becauseEn(p.reason)}`,
  }),
  call_up: (p) => ({
    title: `Help is needed: ${p.place ?? 'near you'}`,
    text: quote(p.text) || 'Open it to see what is needed.',
  }),
}

const PHRASES: Record<Language, Record<NotificationKind, Phrase>> = { 'zh-CN': zh, en }
