import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../project-root'
import { CHECK_LABELS, type CheckLabel, type CheckResult, type ContentChecker } from './ports'
import { makeWordMatcher } from './word-matcher'

const WORDS_FOLDER = join(projectRoot, 'server/platforms/words')

/** Neighbours warn each other in the words of the thing they warn of, so beside one of these a word weighs one step less. */
const WARNING =
  /警惕|谨防|提防|当心|小心|防范|防骗|反诈|诈骗|骗局|骗子|被骗|上当|举报|投诉|曝光|禁毒|拒绝|远离|抵制|严禁|禁止|打击/

export interface ListedWord {
  word: string
  label: CheckLabel
  verdict: 'review' | 'risky'
}

/** Looks for the words of `words/*.txt`. Asks nobody, so it answers at once; it cannot look at pictures and lets them pass. */
export function makeLocalContentChecker(words: readonly ListedWord[] = readWords()): ContentChecker {
  const find = makeWordMatcher(words.map(({ word }) => fold(word)))
  return {
    name: 'local',
    isLocal: true,
    checkText: async ({ text }) => {
      const found = find(fold(text)).flatMap((index) => words[index] ?? [])
      const worst = found.find(({ verdict }) => verdict === 'risky') ?? found[0]
      return worst === undefined ? { verdict: 'pass', label: null } : weigh(worst, text)
    },
    checkImage: async () => ({ verdict: 'pass', label: null }),
  }
}

function weigh({ label, verdict }: ListedWord, text: string): CheckResult {
  const isWarning = label !== 'insult' && WARNING.test(text.normalize('NFKC'))
  if (!isWarning) return { verdict, label }
  return verdict === 'risky' ? { verdict: 'review', label } : { verdict: 'pass', label: null }
}

/** Letters and digits that are written for one another: Chinese and formal numerals, and the Latin letters that look like a digit. */
const LOOKALIKES: Record<string, string> = {
  ...Object.fromEntries([...'〇一二三四五六七八九'].map((numeral, digit) => [numeral, String(digit)])),
  ...Object.fromEntries([...'零壹贰叁肆伍陆柒捌玖'].map((numeral, digit) => [numeral, String(digit)])),
  o: '0',
  i: '1',
  l: '1',
  // Cyrillic and Greek letters that look Latin.
  а: 'a',
  в: 'b',
  с: 'c',
  е: 'e',
  к: 'k',
  о: '0',
  р: 'p',
  х: 'x',
  ο: '0',
  ι: '1',
}

/** The text without what is put between or in place of characters to hide a word: width, case, marks, spaces, signs, lookalikes. */
export function fold(text: string): string {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').normalize('NFKC').toLowerCase()
  return [...plain.replace(/[^\p{L}\p{N}]/gu, '')].map((character) => LOOKALIKES[character] ?? character).join('')
}

function readWords(): ListedWord[] {
  const files = readdirSync(WORDS_FOLDER).filter((file) => file.endsWith('.txt'))
  return files.flatMap((file) => {
    const label = CHECK_LABELS.find((known) => `${known}.txt` === file)
    if (label === undefined) throw new Error(`${file} is not named after a category of the content check`)
    return parseWords(readFileSync(join(WORDS_FOLDER, file), 'utf8'), label)
  })
}

export function parseWords(list: string, label: CheckLabel): ListedWord[] {
  const lines = list.split('\n').map((line) => line.trim())
  return lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) =>
      line.endsWith(' ?')
        ? { word: line.slice(0, -2), label, verdict: 'review' }
        : { word: line, label, verdict: 'risky' },
    )
}
