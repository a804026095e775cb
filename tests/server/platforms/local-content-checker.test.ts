import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fold, makeLocalContentChecker, parseWords } from '../../../server/platforms/local-content-checker'
import { makeWordMatcher } from '../../../server/platforms/word-matcher'

const checker = makeLocalContentChecker()
const check = (text: string) => checker.checkText({ text, scene: 'post', subjects: {} })

describe('what neighbours say passes', () => {
  test.each([
    '你这个人真是不讲理，车位明明是我家的！',
    '楼上半夜拖椅子，烦死了，神经病啊',
    '三楼那家的狗天天叫，真讨厌，能不能管管',
    '楼下麻将馆聚众赌博，吵到凌晨两点，谁来管管',
    '提醒大家：最近有人冒充快递员诈骗，刷单返利都是骗局！',
    '社区反诈宣传：校园贷、杀猪盘，手段不断翻新',
    '626 国际禁毒日：认清冰毒、海洛因、k粉的危害，远离毒品',
    '出一辆儿童自行车，九成新，要的来拿',
    '求推荐靠谱的装修贷款，房贷利率现在多少？',
    '一楼二楼三楼四楼都停水了，十点来水',
    '李师傅修水管又快又好，电话问物业',
    '公积金贷款办理流程有人知道吗',
    'Anybody lost a key? Found one at gate 2, ask the guard.',
    '👨‍👩‍👧‍👦 周末亲子活动 🎈 一起来！',
  ])('%s', async (text) => {
    expect(await check(text)).toEqual({ verdict: 'pass', label: null })
  })
})

describe('what has no place here is refused', () => {
  test.each([
    ['诚招兼职刷单，日结', 'fraud'],
    ['专业办假证，刻章办证', 'fraud'],
    ['高价收购银行卡', 'fraud'],
    ['真人荷官在线发牌', 'gambling'],
    ['六合彩投注找我', 'gambling'],
    ['出售冰毒，同城送', 'drugs'],
    ['操你妈', 'insult'],
    ['裸聊加我', 'sexual'],
  ])('%s', async (text, label) => {
    expect(await check(text)).toEqual({ verdict: 'risky', label })
  })

  test.each([
    ['spaces', '兼 职 刷 单'],
    ['signs', '兼*职—刷…单'],
    ['line breaks', '兼\n职\n刷\n单'],
    ['emoji', '兼🌸职🌸刷🌸单'],
    ['full width', 'ＰＫ１０ 赛车ＰＫ１０'],
    ['letters for digits', '赛车pklO'],
    ['numerals for digits', '赛车pk一零'],
    ['circled digits', '赛车pk①⓪'],
    ['combining marks', '兼\u0301职\u0301刷\u0301单'],
    ['Cyrillic letters', '赛车рк10'],
    ['a compatible ideograph', '⼈ 兼职刷单'],
  ])('hidden by %s', async (_name, text) => {
    expect(await check(text)).toMatchObject({ verdict: 'risky' })
  })
})

describe('what a person must look at', () => {
  test.each([
    ['你个傻逼', 'insult'],
    ['今晚百家乐', 'gambling'],
    ['有冰毒吗', 'drugs'],
  ])('%s', async (text, label) => {
    expect(await check(text)).toEqual({ verdict: 'review', label })
  })

  test('an offer beside a warning is looked at, not passed', async () => {
    expect(await check('警惕骗子！正规的兼职刷单找我')).toEqual({ verdict: 'review', label: 'fraud' })
  })

  test('a warning excuses no insult', async () => {
    expect(await check('小心点，操你妈')).toEqual({ verdict: 'risky', label: 'insult' })
  })
})

test('pictures pass: a word list cannot look at them', async () => {
  expect(await checker.checkImage({ url: 'https://linli.example/1', subjects: {} })).toEqual({
    verdict: 'pass',
    label: null,
  })
})

test('a list of words', () => {
  expect(parseWords('# remark\n\n刷单\n 赌 ?\n', 'fraud')).toEqual([
    { word: '刷单', label: 'fraud', verdict: 'risky' },
    { word: '赌', label: 'fraud', verdict: 'review' },
  ])
})

test('folding a folded text changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
      expect(fold(fold(text))).toBe(fold(text))
    }),
  )
})

test('the matcher finds what looking for each word finds', () => {
  const few = fc.array(fc.constantFrom('赌', '博', '网', '站', 'a'), { maxLength: 24 }).map((parts) => parts.join(''))
  const word = fc
    .array(fc.constantFrom('赌', '博', '网', '站', 'a'), { minLength: 1, maxLength: 4 })
    .map((parts) => parts.join(''))
  fc.assert(
    fc.property(fc.array(word, { maxLength: 12 }), few, (words, text) => {
      const plain = words.flatMap((each, index) => (text.includes(each) ? [index] : []))
      expect(makeWordMatcher(words)(text).sort((a, b) => a - b)).toEqual(plain)
    }),
  )
})
