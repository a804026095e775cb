import type { Language } from '../../../src/contract'
import type { PersonalFile } from '../../storage/personal-data'

const WORDS = {
  'zh-CN': {
    title: '邻里：我们保存的关于您的全部数据',
    made: (at: string) => `导出时间：${at}（世界协调时，所有文件中的时间都是）`,
    how: '.json 文件可以用任何文本编辑器打开。每个文件的内容：',
    more: '您可以在“我的—设置”里更正资料，也可以随时注销账号。登录凭证（令牌）和手机号码本身不在其中：我们没有保存它们的原文。',
  },
  en: {
    title: 'Linli: everything we keep about you',
    made: (at: string) => `Made at ${at} (UTC, as are all times in these files)`,
    how: 'Any text editor opens the .json files. What each of them holds:',
    more: 'You can correct your profile in Me – Settings, and leave at any time. Sign-in tokens and your phone number are not in here: we do not keep them as such.',
  },
} as const

/** The text that explains each file, in the person's language. It begins with a byte order mark, without which Windows misreads Chinese. */
export function writeReadme(files: readonly PersonalFile[], language: Language, now: Date): string {
  const { title, made, how, more } = WORDS[language]
  const lines = files.map(({ name, about }) => `${name}\n    ${about[language]}`)
  return `\ufeff${[title, made(now.toISOString()), '', how, '', ...lines, '', more, ''].join('\r\n').replace(/(?<!\r)\n/g, '\r\n')}`
}
