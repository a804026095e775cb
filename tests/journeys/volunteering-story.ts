import { aServer } from './hosts'
import type { Cast, Story } from './tell'

type Volunteers = Cast<'secretary' | 'neighbour' | 'officer'>

/** From the secretary's invitation to the hours in a neighbour's record. */
async function aShiftIsServed({ secretary, neighbour }: Volunteers): Promise<void> {
  await secretary.signInAs('secretary-zhang', '张书记')
  await secretary.openTab('网格')
  await secretary.tap('志愿')
  await secretary.tap('发起活动')
  await secretary.fill('比如：我为老人烧餐饭', '周末读报会')
  await secretary.fill('什么时候、做些什么、要带什么', '给眼睛不好的老人读报，一小时也好，两小时也好。')
  await secretary.tap('助老')
  await secretary.tap('发布活动')
  await secretary.see('活动已发起')
  await secretary.see('还没有安排班次')
  await secretary.tap('安排班次')
  await secretary.fill('比如：社区食堂一楼', '社区阅览室')
  await secretary.tap('开放报名')
  await secretary.see('班次已开放报名')
  await secretary.screenshot('activity')

  await neighbour.signInAs('resident-li', '李晓梅')
  await neighbour.openTab('网格')
  await neighbour.tap('志愿')
  await neighbour.tap('周末读报会')
  await neighbour.see('给眼睛不好的老人读报')
  await neighbour.tap('9:00–11:00')
  await neighbour.see('名额按报名先后')
  await neighbour.tap('报名')
  await neighbour.see('报上了，到时候见')
  await neighbour.screenshot('signed-up')

  await secretary.tap('9:00–11:00')
  await secretary.tap('签到码和名单')
  await secretary.see('秒后换新码')
  await secretary.see('李晓梅')
  await secretary.screenshot('roll')
  await secretary.tap('为李晓梅记时长')
  await secretary.tap('120 分钟')
  await secretary.see('积分会照此发放')
  await secretary.tap('记上 120 分钟')
  await secretary.see('已为李晓梅记上')

  await neighbour.openTab('我的')
  await neighbour.tap('我的服务时长')
  await neighbour.see('一共 2 小时')
  await neighbour.see('助老')
  await neighbour.screenshot('record')
}

/** An emergency: a neighbour agreed to be called, the officer calls, the neighbour comes, and the officer sees it. */
async function aNeighbourIsCalled({ officer, neighbour }: Volunteers): Promise<void> {
  await neighbour.openTab('我的')
  await neighbour.tap('我的服务时长')
  await neighbour.tap('志愿者资料')
  await neighbour.tap('急事时可以叫我')
  await neighbour.tap('急救')
  await neighbour.tap('保存资料')
  await neighbour.see('资料已保存')

  await officer.signInAs('grid-officer-wang', '王网格员')
  await officer.openTab('工作台')
  await officer.tap('召集志愿者')
  await officer.fill('在哪里、出了什么事、要什么人', '3 号楼门口有老人摔倒，请会急救的邻居来。')
  await officer.tap('召集 1 人')
  await officer.see('现在召集 1 位邻居？')
  await officer.tap('召集 1 人')
  await officer.see('0 人在路上，共问了 1 人')

  await neighbour.openTab('我的')
  await neighbour.tap('消息')
  await neighbour.tap('紧急召集')
  await neighbour.see('3 号楼门口有老人摔倒')
  await neighbour.tap('5 分钟到')
  await neighbour.tap('我来')
  await neighbour.see('您说 5 分钟到')

  await officer.refresh()
  await officer.see('1 人在路上，共问了 1 人')
  await officer.screenshot('who-comes')
  await officer.tap('结束召集')
  await officer.tap('结束召集')
  await officer.see('召集已结束')
}

export const VOLUNTEERING_STORY: Story<'secretary' | 'neighbour' | 'officer'> = {
  name: 'volunteering',
  roles: ['secretary', 'neighbour', 'officer'],
  host: aServer(),
  chapters: {
    'a shift is opened, signed up for, attested, and stands in the record': aShiftIsServed,
    'a neighbour who agreed is called, and the officer sees who comes': aNeighbourIsCalled,
  },
}
