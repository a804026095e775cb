import { expect, test } from 'vitest'
import { typeset } from '../../../src/i18n/typeset'

test.each([
  ['您好,邻居!', '您好，邻居！'],
  ['11月22日(周日) 14:00 至 17:00,因供水公司抢修', '11月22日（周日）14:00~至 17:00，因供水公司抢修'],
  ['11月24日(周二):1 号楼、2 号楼', '11月24日（周二）：1~号楼、2~号楼'],
  ['时间:12月16日(周三) 19:00\n地点:街道礼堂', '时间：12月16日（周三）19:00\n地点：街道礼堂'],
  ['流感疫苗接种开始,60 岁以上免费', '流感疫苗接种开始，60~岁以上免费'],
  ['谁有 1,200 元的票?', '谁有 1,200~元的票？'],
  ['等一等...马上来', '等一等……马上来'],
  ['他说“好”,就去了', '他说“好”，就去了'],
  ['Wi-Fi (5G) 密码', 'Wi-Fi (5G) 密码'],
  ['Hello, neighbour! (See you at 14:00)', 'Hello, neighbour! (See you at 14:00)'],
  ['', ''],
])('%s', (kept, shown) => {
  // What is bound together, so that no line breaks between a number and what it counts.
  const bound = shown.replace(/~/g, '\u00a0')
  expect(typeset(kept)).toBe(bound)
  expect(typeset(bound)).toBe(bound)
})
