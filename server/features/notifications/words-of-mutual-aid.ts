import type { Language, NotificationKind } from '../../../src/contract'

type AidNews = Extract<NotificationKind, `help_${string}`>
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
  },
}
