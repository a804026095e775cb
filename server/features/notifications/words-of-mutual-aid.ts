import type { Language, NotificationKind } from '../../../src/contract'

type AidNews = Extract<
  NotificationKind,
  | `help_${string}`
  | `gift_${string}`
  | `service_${string}`
  | 'care_joined'
  | 'care_silent'
  | 'care_unanswered'
  | 'care_fine'
>
type Phrase = (params: Readonly<Record<string, string>>) => { title: string; text: string }

/** What the inbox says of mutual aid. Nobody is named before they have accepted. */
export const AID_WORDS: Record<Language, Record<AidNews, Phrase>> = {
  'zh-CN': {
    help_asked: (p) => ({ title: '邻居需要您帮个忙', text: `${p.text ?? '点开看看是什么事。'}（不方便可以直接婉拒）` }),
    help_accepted: (p) => ({ title: '有邻居愿意帮您', text: `${p.name ?? '一位邻居'}答应了，点开看看怎么联系。` }),
    help_not_needed: () => ({ title: '这件事已经有人帮了', text: '谢谢您，已有邻居先答应了，这次不用麻烦您了。' }),
    help_cancelled: (p) => ({ title: '一次互助取消了', text: p.text ?? '点开查看。' }),
    help_thanked: (p) => ({
      title: '邻居感谢您',
      text: `${p.name ?? '邻居'}给了您 ${p.stars ?? '5'} 颗星，谢谢您的帮忙！`,
    }),
    help_no_show: (p) => ({ title: '一次互助没有人到', text: `${p.grid ?? '网格'}里约好的互助没有人到，请您问一问。` }),
    help_unsafe: (p) => ({
      title: '一次互助需要您过问',
      text: `${p.grid ?? '网格'}有居民反映互助中的情况：${p.text ?? '点开查看。'}`,
    }),
    help_expired: (p) => ({
      title: '这次没有等到邻居回应',
      text: `“${p.text ?? '您的求助'}”到时间了，还没有等到邻居回应，可以再发一次，或找网格员。`,
    }),
    help_unanswered: (p) => ({
      title: '有居民急需帮忙，还没有人应',
      text: `${p.grid ?? '网格'}：${p.text ?? '点开查看。'} 已经问过几位邻居，请您看一看。`,
    }),
    gift_promised: (p) => ({
      title: '有一份爱心物资给您',
      text: `${p.count ?? ''} 件，${p.purpose ?? '点开查看。'} 网格员会联系您领取。`,
    }),
    gift_to_bring: (p) => ({
      title: '有爱心物资分到您的网格',
      text: `${p.count ?? ''} 件，${p.purpose ?? '点开查看。'} 请您看看名单，联系居民领取。`,
    }),
    gift_handed_over: (p) => ({
      title: '爱心物资已送到',
      text: `${p.count ?? ''} 件，回执编号 ${p.number ?? ''}。`,
    }),
    service_booked: (p) => ({ title: '有居民预约了您的服务', text: p.title ?? '点开查看时间和地址。' }),
    service_cancelled: (p) => ({ title: '一次预约取消了', text: p.title ?? '点开查看。' }),
    service_done: (p) => ({ title: '上门服务做完了，请评价', text: p.title ?? '点开评一评。' }),
    care_joined: () => ({ title: '有邻居加入了您的关爱圈', text: '点开看看都有谁。' }),
    care_silent: (p) => ({
      title: `请看看${p.name ?? '一位邻居'}是否平安`,
      text: '今天到10点还没有报平安，请打个电话或敲敲门，再点“我看过了，平安”。',
    }),
    care_unanswered: (p) => ({
      title: `${p.name ?? '一位居民'}今天没有报平安`,
      text: `${p.grid ?? '网格'}关爱圈里的邻居都问过了，还没有回音，请您上门看看。`,
    }),
    care_fine: (p) => ({ title: `${p.name ?? '您关心的邻居'}平安`, text: '今天已经有人看过，请放心。' }),
  },
  en: {
    help_asked: (p) => ({
      title: 'A neighbour could use your help',
      text: `${p.text ?? 'Open it to see what it is.'} (It is fine to say no.)`,
    }),
    help_accepted: (p) => ({
      title: 'A neighbour will help you',
      text: `${p.name ?? 'A neighbour'} said yes. Open it to see how to reach them.`,
    }),
    help_not_needed: () => ({
      title: 'Somebody is helping already',
      text: 'Thank you. Another neighbour said yes first, so you need not come this time.',
    }),
    help_cancelled: (p) => ({ title: 'A promise of help was cancelled', text: p.text ?? 'Open it to see which.' }),
    help_thanked: (p) => ({
      title: 'A neighbour says thank you',
      text: `${p.name ?? 'A neighbour'} gave you ${p.stars ?? '5'} stars. Thank you for helping!`,
    }),
    help_no_show: (p) => ({
      title: 'Nobody came to help',
      text: `Help that was promised in ${p.grid ?? 'your grid'} did not come. Please ask after it.`,
    }),
    help_unsafe: (p) => ({
      title: 'Please look into a promise of help',
      text: `A resident of ${p.grid ?? 'your grid'} says something was not right: ${p.text ?? 'open it to read.'}`,
    }),
    help_expired: (p) => ({
      title: 'No neighbour answered this time',
      text: `The time for “${p.text ?? 'your request'}” is over and nobody has answered. You can ask again, or turn to the grid officer.`,
    }),
    help_unanswered: (p) => ({
      title: 'Help is needed now, and nobody has said yes',
      text: `${p.grid ?? 'Your grid'}: ${p.text ?? 'open it to read.'} Some neighbours were asked. Please look into it.`,
    }),
    gift_promised: (p) => ({
      title: 'Something was given for you',
      text: `${p.count ?? 'Some'} pieces: ${p.purpose ?? 'open it to see.'} The grid officer will be in touch.`,
    }),
    gift_to_bring: (p) => ({
      title: 'Gifts for residents of your grid',
      text: `${p.count ?? 'Some'} pieces: ${p.purpose ?? 'open it to see.'} Please look at the list and get in touch with them.`,
    }),
    gift_handed_over: (p) => ({
      title: 'A gift was handed over',
      text: `${p.count ?? 'Some'} pieces, receipt ${p.number ?? ''}.`,
    }),
    service_booked: (p) => ({ title: 'A resident booked your service', text: p.title ?? 'Open it for time and door.' }),
    service_cancelled: (p) => ({ title: 'A booking was called off', text: p.title ?? 'Open it to see which.' }),
    service_done: (p) => ({ title: 'A service was done: please rate it', text: p.title ?? 'Open it to rate.' }),
    care_joined: () => ({ title: 'A neighbour joined your care circle', text: 'Open it to see who is in it.' }),
    care_silent: (p) => ({
      title: `Please see whether ${p.name ?? 'a neighbour'} is all right`,
      text: 'They have not said that they are fine today. Please ring or knock, then press "I looked in, all is well".',
    }),
    care_unanswered: (p) => ({
      title: `${p.name ?? 'A resident'} has not said that they are fine`,
      text: `The neighbours of the circle in ${p.grid ?? 'your grid'} were all asked and none has answered. Please go and see.`,
    }),
    care_fine: (p) => ({ title: `${p.name ?? 'Your neighbour'} is fine`, text: 'Somebody has looked in today.' }),
  },
}
