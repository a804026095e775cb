import type { Hands } from './hands'
import { aServer } from './hosts'
import type { Story } from './tell'
import {
  AGREED,
  type Callers,
  callersOf,
  codeInTheRoom,
  findTopic,
  layOutStatements,
  untilMapIsWhole,
  voteAsForty,
} from './topic-crowd'

interface TopicCast {
  resident: Hands
  secretary: Hands
  /** Everybody else: the 40 who vote, and what no hands could read from a screen. */
  as: Callers
}

const TITLE = '小花园的晾衣架怎么办'
const RACK = '小花园的晾衣架倒了两个，被子没处晒'
const OUTCOME = '旧晾衣架月底前修好，绿地里不再加新的。'
const TASK = '修好两个旧晾衣架'

/** The grid where the story is told. */
async function gridOf(as: Callers): Promise<string> {
  const { body } = await (await as('resident-li')).get('/api/v1/demo')
  return body.communities[0].grids[0].id
}

/** Two taps from the tab of taking part. */
async function openTopic(hands: Hands): Promise<void> {
  await hands.openTab('参与')
  await hands.tap('商量大家的事')
  await hands.tap(TITLE)
  await hands.see('有居民提出这个议题')
}

/** What was reported becomes what is talked over. */
async function propose(resident: Hands): Promise<void> {
  await resident.signInAs('resident-li', '李晓梅')
  await resident.tap('随手拍')
  await resident.fill('说一句就行。比如：三楼走廊水管漏水，积水到楼梯', RACK)
  await resident.tap('提交诉求')
  await resident.see('现在由谁办')
  await resident.tap('提成议题，大家商量')
  await resident.see('由一件居民反映的事提出，那件事会连在这里。')
  await resident.fill('比如：3 号楼要不要加装电梯', TITLE)
  await resident.fill('现在是什么情况，影响到哪些人', '倒了两个架子。修旧的，还是在绿地边上加新的？')
  await resident.screenshot('propose')
  await resident.tap('提出议题')
  await resident.see('满 20 户，社区必须在 5 个工作日内答复。一户算一份。')
  await resident.tap('支持这个议题')
  await resident.see('1 户，需要 20 户')
  await resident.screenshot('proposed')
}

/** One cell, one form, one button; what it says when it is done. */
async function settle(secretary: Hands, cell: string, button: string, said: string): Promise<void> {
  await secretary.tap(cell)
  await secretary.tap(button)
  await secretary.see(said)
}

async function acceptAndOpen({ secretary, as }: TopicCast): Promise<string> {
  await secretary.signInAs('secretary-zhang', '张书记')
  await openTopic(secretary)
  await settle(secretary, '受理这个议题', '受理', '社区受理了')
  await settle(secretary, '邀请居民', '发出邀请', '邀请已发出')
  await secretary.tap('定会议时间')
  await secretary.fill('比如：社区会议室二楼', '社区议事厅')
  await secretary.screenshot('schedule')
  await secretary.tap('定下来')
  await secretary.see('定下会议时间和地点')
  const topicId = await findTopic(as, await gridOf(as), TITLE)
  await layOutStatements(as, topicId)
  await settle(secretary, '开始讨论', '开始讨论', '讨论已开始')
  return topicId
}

/** With a thumb, one at a time; and then what everybody thinks. */
async function voteAndSee(resident: Hands): Promise<void> {
  await openTopic(resident)
  await resident.tap('看看大家的看法，投一票')
  await resident.see('还有 12 条没有投')
  await resident.screenshot('card')
  await resident.tap('赞成')
  await resident.see('还有 11 条没有投')
  await resident.tap('看看大家怎么想')
  await resident.see('大家几乎都赞成')
  await resident.see(AGREED[0])
  await resident.see('看法不同的几组人')
  await resident.see('一张图看大家的看法')
  await resident.screenshot('map')
}

async function meet({ resident, secretary, as }: TopicCast, topicId: string): Promise<void> {
  await openTopic(resident)
  await resident.tap('商量的会议')
  await resident.see('地点：社区议事厅')
  await resident.tap('我会来')
  await resident.see('您说会来')
  await resident.screenshot('meeting')
  await resident.fill('半分钟换一次', await codeInTheRoom(as, topicId))
  await resident.tap('签到')
  await resident.see('您已签到')

  await openTopic(secretary)
  await secretary.tap('商量的会议')
  await secretary.see('当面登记到场')
  await secretary.fill('比如：王，或 3 号楼', '晓梅')
  await secretary.tap('在名单里找')
  await secretary.see('自己签到')
  await secretary.screenshot('present')

  await openTopic(secretary)
  await settle(secretary, '结束讨论', '结束讨论', '讨论结束')
  await secretary.tap('会议纪要')
  await secretary.fill('大家说的要点，不用写谁说的', '先把旧的修好，大家没有意见；新的要不要加，分歧大。')
  await secretary.tap('公开纪要')
  await secretary.see('公开这份纪要？')
  await secretary.tap('公开纪要')
  await secretary.see('这份纪要不能再改')
  await secretary.screenshot('minutes')
}

async function publish(secretary: Hands): Promise<void> {
  await openTopic(secretary)
  await secretary.tap('写评议')
  await secretary.fill('评议', '四条看法人人赞成，其余各半。')
  await secretary.tap('提交评议')
  await secretary.see('社区的评议')
  await secretary.tap('公布结果')
  await secretary.fill('结果', OUTCOME)
  await secretary.tap('加一项任务')
  await secretary.fill('做什么', TASK)
  await secretary.fill('谁来做', '物业维修班')
  await secretary.tap('公布结果')
  await secretary.see(TASK)
  await secretary.screenshot('published')
}

/** Helps with what was decided, says how far it is, and rates it; the page shows the whole way. */
async function helpAndRate(resident: Hands): Promise<void> {
  await openTopic(resident)
  await resident.see(OUTCOME)
  await resident.tap('我来出一份力')
  await resident.tap('报一下进展')
  await resident.tap('做了一半')
  await resident.tap('报上去')
  await resident.see('50%')
  await resident.tap('5 星，很满意')
  await resident.tap('提交评价')
  await resident.see('平均 5.0 星，1 人评价')
  await resident.tap('大家怎么想')
  await resident.see('取投票表')
  await openTopic(resident)
  for (const step of ['居民开始评价', '会议纪要已公开', '社区受理了', '有居民提出这个议题']) await resident.see(step)
  await resident.screenshot('rated')
}

/** Appeal → topic → 40 residents vote on 12 statements → meeting → outcome with a task → stars. */
async function aTopicIsSettled(cast: TopicCast): Promise<void> {
  await propose(cast.resident)
  const topicId = await acceptAndOpen(cast)
  await voteAsForty(cast.as, topicId)
  await untilMapIsWhole(cast.as, topicId)
  await voteAndSee(cast.resident)
  await meet(cast, topicId)
  await publish(cast.secretary)
  await helpAndRate(cast.resident)
}

export const TOPIC_STORY: Story<'resident' | 'secretary'> = {
  name: 'topic',
  roles: ['resident', 'secretary'],
  host: aServer(),
  chapters: {
    'a topic goes from an appeal to 40 votes on 12 statements, a meeting, an outcome with a task, and stars': ({
      resident,
      secretary,
      host,
    }) => aTopicIsSettled({ resident, secretary, as: callersOf(host) }),
  },
}
