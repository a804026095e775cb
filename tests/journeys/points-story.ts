import type { Hands } from './hands'
import { aServer } from './hosts'
import type { Story } from './tell'

/** The pick-up code of what resident-li has redeemed in the demo city (server/storage/seed/demo-points.ts). */
const CODE = '48210937'

/** A resident looks at what they earned, has their phone check an entry, and exchanges points for a haircut. */
async function aResidentSpendsPoints(resident: Hands): Promise<void> {
  await resident.signInAs('resident-li', '李晓梅')
  await resident.tap('积分')
  await resident.see('桂花苑社区的积分')
  await resident.see('每一笔')
  await resident.tap('夜间巡逻 2 小时')
  await resident.see('已收入')
  await resident.tap('在手机上核对')
  await resident.see('核对通过：这一笔没有被改过')
  await resident.see('确实在这一天的账里')
  await resident.screenshot('proof')

  await resident.openTab('我的')
  await resident.tap('我的积分')
  await resident.tap('去换礼品')
  await resident.see('便民理发一次')
  await resident.screenshot('rewards')
  await resident.tap('兑换')
  await resident.see('凭兑换码领取')
  await resident.tap('兑换')
  await resident.see('领取时给工作人员看')
  await resident.screenshot('code')
}

/** The desk hands out what the resident redeemed before, against its code, and the secretary thanks them with points. */
async function theDeskHandsItOut(secretary: Hands, resident: Hands): Promise<void> {
  await secretary.signInAs('secretary-zhang', '张书记')
  await secretary.openTab('我的')
  await secretary.tap('我的积分')
  await secretary.tap('兑换台')
  await secretary.fill('居民手机上的 8 位兑换码', CODE)
  await secretary.tap('查找')
  await secretary.see('李晓梅')
  await secretary.tap('发放“洗衣液一瓶”')
  await secretary.see('发放后这个码就用掉了')
  await secretary.tap('发放“洗衣液一瓶”')
  await secretary.see('已发放给李晓梅')
  await secretary.screenshot('desk')

  await secretary.openTab('我的')
  await secretary.tap('我的积分')
  await secretary.tap('发积分')
  await secretary.fill('多少积分', '12')
  await secretary.fill('为什么', '调解停车的事')
  await secretary.fill('按姓名或门牌找', '李晓梅')
  await secretary.tap('查找')
  // Her door stands in the list alone; her name stands in the field as well.
  await secretary.tap('3 号楼 2-502')
  await secretary.tap('发放')
  await secretary.see('发出后不能修改')
  await secretary.tap('发放')
  await secretary.see('已发给李晓梅')

  await resident.openTab('我的')
  await resident.tap('我的积分')
  await resident.see('调解停车的事')
  await resident.see('+12')
}

/** Anybody of the community sees where every point is, and the fingerprint that hangs on the notice board. */
async function theBooksAreOpen(resident: Hands): Promise<void> {
  await resident.openTab('我的')
  await resident.tap('我的积分')
  await resident.tap('社区积分账本')
  await resident.see('的总指纹')
  await resident.see('街道一共发放')
  await resident.see('本季度积分榜')
  await resident.screenshot('ledger')
}

export const POINTS_STORY: Story<'resident' | 'secretary'> = {
  name: 'points',
  roles: ['resident', 'secretary'],
  // Three weeks of service are in the life of the demo.
  host: aServer('life'),
  chapters: {
    'a resident has an entry checked by the phone, and exchanges points for a reward': ({ resident }) =>
      aResidentSpendsPoints(resident),
    'the desk hands a reward out against its code, and the secretary gives points': ({ secretary, resident }) =>
      theDeskHandsItOut(secretary, resident),
    'the books of the community are open': ({ resident }) => theBooksAreOpen(resident),
  },
}
