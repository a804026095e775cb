import type { Hands } from './hands'
import { aServer } from './hosts'
import type { Story } from './tell'

const WHAT = '老人出门口罩用完了'

/** Somebody has twenty masks to give away, and says so. */
async function aNeighbourOffersMasks(helper: Hands): Promise<void> {
  await helper.signInAs('resident-zhou', '周子涵')
  await helper.tap('找帮手')
  await helper.tap('我能帮的')
  await helper.tap('登记我能帮的')
  await helper.tap('送或借东西')
  await helper.tap('口罩等应急物资')
  await helper.fill('一共几件', '20')
  await helper.screenshot('offer')
  await helper.tap('登记')
  await helper.see('可以问我')
}

/** Somebody needs thirty: twenty are found at once, and the rest goes on being looked for. */
async function anotherNeedsMore(asker: Hands): Promise<void> {
  await asker.signInAs('resident-li', '李晓梅')
  await asker.tap('找帮手')
  await asker.tap('请邻居帮忙')
  await asker.fill('说说是什么事', WHAT)
  await asker.tap('借或要一样东西')
  await asker.tap('口罩等应急物资')
  await asker.fill('需要几件', '30')
  await asker.screenshot('ask')
  await asker.tap('发出求助')
  await asker.see('谁可以帮')
  await asker.see('还有 20 件')
  await asker.tap('请TA帮忙')
  await asker.see('等回复')
  await asker.screenshot('asked')
}

/** Yes in one tap; only then the two see who the other is and where; at last stars. */
async function theyMeet(helper: Hands, asker: Hands): Promise<void> {
  await helper.openTab('网格')
  await helper.tap('找帮手')
  await helper.see('邻居请我帮忙')
  await helper.tap(`口罩等应急物资 · ${WHAT}`)
  await helper.tap('我来帮')
  await helper.see('怎么联系')
  await helper.see('李晓梅')
  await helper.screenshot('accepted')

  await asker.refresh()
  await asker.see('20/30 件有着落')
  await asker.tap('周子涵')
  await asker.see('帮得怎么样')
  await asker.tap('谢谢TA')
  await asker.see('感谢：5 颗星')
  await asker.screenshot('thanked')
}

/** The elder begins a circle, and says with one tap that they are fine. */
async function anElderIsLookedAfter(elder: Hands): Promise<void> {
  await elder.openTab('办事')
  await elder.tap('关爱圈')
  await elder.tap('请邻居关心我')
  await elder.see('还差 2 位邻居就可以开始')
  await elder.tap('我今天很好')
  await elder.see('已报平安')
  await elder.screenshot('circle')
}
/** Somebody who likes to cook says how often. */
async function aNeighbourCooks(helper: Hands): Promise<void> {
  await helper.openTab('网格')
  await helper.tap('找帮手')
  await helper.tap('我能帮的')
  await helper.tap('登记我能帮的')
  await helper.tap('做饭')
  await helper.fill('每周最多几次', '3')
  await helper.tap('登记')
  await helper.see('每周最多 3 次')
}

async function askForAMeal(asker: Hands, text: string): Promise<void> {
  await asker.openTab('网格')
  await asker.tap('找帮手')
  await asker.tap('请邻居帮忙')
  await asker.fill('说说是什么事', text)
  await asker.tap('做饭')
  await asker.tap('发出求助')
  await asker.see('谁可以帮')
}

async function cookOnce(helper: Hands, text: string): Promise<void> {
  await helper.openTab('网格')
  await helper.tap('找帮手')
  await helper.tap(`做饭 · ${text}`)
  await helper.tap('我来帮')
  await helper.see('怎么联系')
}

/** The second time it is said why: the same neighbour has done it before, and how that was. */
async function theyCookEveryWeek(helper: Hands, asker: Hands): Promise<void> {
  await askForAMeal(asker, '外婆想吃顿热午饭')
  await asker.tap('请TA帮忙')
  await asker.see('等回复')
  await cookOnce(helper, '外婆想吃顿热午饭')
  await asker.refresh()
  await asker.tap('周子涵')
  await asker.see('帮得怎么样')
  await asker.tap('谢谢TA')
  await asker.see('感谢：5 颗星')

  await askForAMeal(asker, '再来做顿午饭')
  await asker.see('帮过 1 次，平均 5.0 星')
  await asker.screenshot('cooked-before')
  await asker.tap('请TA帮忙')
  await asker.see('等回复')
  await cookOnce(helper, '再来做顿午饭')
  await helper.screenshot('cooks-again')
}

const SPOKEN = '想吃什么我说给您听'

/** An elder who does not like to write says it; whoever is asked hears it before they answer. */
async function anElderSaysIt(helper: Hands, elder: Hands): Promise<void> {
  await elder.openTab('网格')
  await elder.tap('找帮手')
  await elder.tap('请邻居帮忙')
  await elder.fill('说说是什么事', SPOKEN)
  await elder.tap('做饭')
  await elder.speak('点一下，开始说')
  await elder.see('听录音')
  await elder.screenshot('spoken')
  await elder.tap('发出求助')
  await elder.see('谁可以帮')
  await elder.see('听录音')
  await elder.tap('请TA帮忙')
  await elder.see('等回复')

  await helper.openTab('网格')
  await helper.tap('找帮手')
  await helper.tap(`做饭 · ${SPOKEN}`)
  await helper.tap('听录音')
  await helper.see('停下')
  await helper.screenshot('hears')
  await helper.tap('我来帮')
  await helper.see('怎么联系')
}

export const AID_STORY: Story<'helper' | 'asker'> = {
  name: 'aid',
  roles: ['helper', 'asker'],
  host: aServer(),
  chapters: {
    'a neighbour offers masks': ({ helper }) => aNeighbourOffersMasks(helper),
    'another needs more than there are': ({ asker }) => anotherNeedsMore(asker),
    'they meet, and one thanks the other': ({ helper, asker }) => theyMeet(helper, asker),
    'a neighbour cooks': ({ helper }) => aNeighbourCooks(helper),
    'and cooks again for those who liked it': ({ helper, asker }) => theyCookEveryWeek(helper, asker),
    'an elder says what they would like, and the helper hears it': ({ helper, asker }) => anElderSaysIt(helper, asker),
    'an elder says that they are fine': ({ asker }) => anElderIsLookedAfter(asker),
  },
}
