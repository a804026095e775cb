import { expect, test } from 'vitest'
import { guessCategories } from '../../../server/features/dispatch/classify'

test.each([
  ['三号楼一单元楼道灯不亮，请维修', 'facilities'],
  ['电梯又坏了，老人上不了楼', 'facilities'],
  ['垃圾桶满了三天没人清运，臭得很', 'sanitation'],
  ['楼上半夜装修声太吵，睡不着', 'noise'],
  ['消防通道被堵，有人飞线充电', 'safety'],
  ['有人高空抛物，差点砸到孩子', 'safety'],
  ['私家车占道乱停，占用车位', 'parking'],
  ['独居老人行动不便，想申请送餐', 'elder_care'],
  ['邻里纠纷，希望社区调解', 'dispute'],
  ['The street light at the gate is broken', 'facilities'],
  ['Rubbish everywhere and a bad smell', 'sanitation'],
])('%s: %s', (text, category) => {
  expect(guessCategories(text)[0]?.category).toBe(category)
})

test('where no word gives a hint, there is no guess', () => {
  expect(guessCategories('你好')).toEqual([])
})

test('full-width letters are read as letters', () => {
  expect(guessCategories('ＮＯＩＳＥ')[0]?.category).toBe('noise')
})
