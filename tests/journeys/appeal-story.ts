import sharp from 'sharp'
import type { Hands } from './hands'
import { aServer } from './hosts'
import type { Cast, Story } from './tell'

/** The other is of another household than the neighbour. */
type Role = 'neighbour' | 'other' | 'officer' | 'secretary' | 'street' | 'department'

const LEAK = '三楼走廊水管漏水，积水到楼梯'
const WATER = '供水公司城东站'
const ANSWER_PLACEHOLDER = '做了什么，什么时候好，还有问题找谁'
const RATING_PLACEHOLDER = '哪里好，哪里还没办好'

async function picture(): Promise<Buffer> {
  const background = { r: 70, g: 110, b: 140 }
  return sharp({ create: { width: 900, height: 900, channels: 3, background } })
    .jpeg()
    .toBuffer()
}

/** A photo, a sentence, and a tap. */
async function report(neighbour: Hands): Promise<void> {
  await neighbour.signInAs('resident-li', '李晓梅')
  await neighbour.tap('随手拍')
  await neighbour.pickPictures('拍照片', [await picture()])
  await neighbour.fill('说一句就行。比如：三楼走廊水管漏水，积水到楼梯', LEAK)
  await neighbour.see('看起来是“设施维修”')
  await neighbour.screenshot('report')
  await neighbour.tap('提交诉求')
  await neighbour.see('已交给桂花苑第一网格')
  await neighbour.see('现在由谁办')
  await neighbour.see('您提交了诉求')
  await neighbour.screenshot('reported')
}

/** From the desk's list; the page is there when it says who has the case. */
async function openFromDesk(staff: Hands): Promise<void> {
  await staff.openTab('工作台')
  await staff.tap(LEAK)
  await staff.see('现在由谁办')
}

/** The grid cannot settle it, the secretary agrees, the street calls the water company in. */
async function callForHelp({ officer, secretary, street }: Cast<Role>): Promise<void> {
  await officer.signInAs('grid-officer-wang', '王网格员')
  await openFromDesk(officer)
  await officer.tap('接单')
  await officer.see('已接单，请在')
  await officer.tap('吹哨，请部门来办')
  await officer.tap(WATER)
  await officer.fill('现场什么情况，为什么网格办不了', '主管锈穿，要停水更换')
  await officer.screenshot('whistle')
  await officer.tap('确认吹哨')
  await officer.see('已吹哨，等社区书记同意')

  await secretary.signInAs('secretary-zhang', '张书记')
  await openFromDesk(secretary)
  await secretary.see('主管锈穿，要停水更换')
  await secretary.tap('同意并转街道')
  await secretary.see('已同意，转到')

  await street.signInAs('street-he', '何主任')
  await openFromDesk(street)
  await street.tap('派给部门')
  // The one that the grid asked for is chosen already.
  await street.see(`网格想请：${WATER}`)
  await street.tap('确认派单')
  await street.see('已派给')
}

/** From the case's own screen, by whoever has it now. */
async function answer(staff: Hands, words: string): Promise<void> {
  await staff.tap('答复居民')
  await staff.fill(ANSWER_PLACEHOLDER, words)
  await staff.tap('发送答复')
  await staff.see('已答复，等居民评价')
}

/** From the list of one's own cases; answers stand there until they are rated. */
async function openMine(neighbour: Hands): Promise<void> {
  await neighbour.openTab('办事')
  await neighbour.tap('我的诉求')
  await neighbour.tap(LEAK)
}

/**
 * Report with a photo → the grid officer takes it on → whistles → the secretary approves → the street assigns → the water company answers → 2 stars →
 * reopened one level higher → answered → 5 stars. Nobody but the resident closes it.
 */
async function anAppealIsRated(cast: Cast<Role>): Promise<void> {
  const { neighbour, street, department } = cast
  await report(neighbour)
  await callForHelp(cast)

  await department.signInAs('department-water', WATER)
  await openFromDesk(department)
  await department.tap('接单')
  await department.see('已接单')
  await answer(department, '已换好接头，今天恢复供水。')

  await openMine(neighbour)
  await neighbour.see('已换好接头，今天恢复供水。')
  await neighbour.tap('2 星，不满意')
  // The department came because the street called it: the street's level is used up.
  await neighbour.see('会转到上一级重新办理')
  await neighbour.fill(RATING_PLACEHOLDER, '第二天又漏了')
  await neighbour.screenshot('two-stars')
  await neighbour.tap('没办好，请重新办理')
  await neighbour.see('已转到桂花街道重新办理')

  await openFromDesk(street)
  await street.see('第二天又漏了')
  await answer(street, '街道已协调更换整段主管，验收合格。')

  await openMine(neighbour)
  await neighbour.see('街道已协调更换整段主管，验收合格。')
  await neighbour.tap('5 星，很满意')
  await neighbour.tap('满意，办结')
  await neighbour.see('谢谢您，这件事办结了')
  await neighbour.see('您评了 5 星，办结')
  await neighbour.screenshot('closed')
}

const LAMP = '二号楼下的路灯不亮，晚上看不清台阶'

async function reportTheLamp(neighbour: Hands): Promise<void> {
  await neighbour.openTab('办事')
  await neighbour.tap('随手拍')
  await neighbour.pickPictures('拍照片', [await picture()])
  await neighbour.fill('说一句就行。比如：三楼走廊水管漏水，积水到楼梯', LAMP)
  await neighbour.see('看起来是“设施维修”')
  // The lamp stands in the yard, not in the own building.
  await neighbour.tap('您住的楼')
  await neighbour.tap('桂花苑第一网格公共区域')
  await neighbour.tap('提交诉求')
  await neighbour.see('现在由谁办')
}

/** From a desk that was read anew: the one that was just merged stands there a moment longer. */
async function openTheLamp(officer: Hands): Promise<void> {
  await officer.openTab('工作台')
  await officer.refresh()
  await officer.tap(LAMP)
}

/** The newest report of the lamp on the desk becomes part of another; neither can be parted from it again, so it is asked. */
async function mergeOne(officer: Hands): Promise<void> {
  await openTheLamp(officer)
  await officer.see('现在由谁办')
  await officer.tap('并入相同的诉求')
  // The words of the case stand above as well: those to choose from say how many doors they concern.
  await officer.see('户 · ')
  await officer.tap(LAMP)
  await officer.tap('合并这两件')
  await officer.see('合并后不能再分开')
  await officer.tap('合并这两件')
  await officer.see('已合并，答复会一起送到')
}

/** One thing is reported three times from two doors; the officer makes one case of it, answers once, and both doors read it. */
async function threeBecomeOne({ neighbour, other, officer }: Cast<Role>): Promise<void> {
  await other.signInAs('resident-zhou', '周子涵')
  for (const one of [neighbour, other, neighbour]) await reportTheLamp(one)
  await mergeOne(officer)
  await mergeOne(officer)
  await openTheLamp(officer)
  await officer.see('2 户')
  await officer.tap('接单')
  await officer.see('已接单')
  await answer(officer, '灯泡已换，台阶也贴了反光条。')
  await officer.screenshot('merged')
  for (const one of [neighbour, other]) {
    await one.openTab('办事')
    await one.tap('我的诉求')
    await one.tap(LAMP)
    await one.see('灯泡已换，台阶也贴了反光条。')
  }
}

/** Somebody is missing: the whole community knows at once, a neighbour has seen her, and one tap ends it and takes the photo away. */
async function somebodyIsFound({ neighbour, officer }: Cast<Role>): Promise<void> {
  await officer.openTab('工作台')
  await officer.tap('发寻人')
  await officer.pickPictures('放照片', [await picture()])
  await officer.fill('例如：陈奶奶', '吴奶奶')
  await officer.fill('78 岁，一米五五，短白发，蓝色外套，说话慢', '81 岁，短白发，红毛衣')
  await officer.fill('例如：桂花路菜场门口', '桂花路小学门口')
  await officer.tap('马上发出')
  await officer.see('大家会马上收到消息和照片')
  await officer.tap('马上发出')
  await officer.see('已发出，全社区都收到了')

  await neighbour.openTab('网格')
  await neighbour.tap('寻人 · 吴奶奶')
  await neighbour.see('81 岁，短白发，红毛衣')
  await neighbour.screenshot('missing')
  await neighbour.tap('我看到了')
  await neighbour.fill('几分钟前在东门公交站，往河边走', '刚才在东门公交站坐着')
  await neighbour.tap('告诉寻找的人')
  await neighbour.see('已经告诉寻找的人，谢谢您')

  await officer.openTab('网格')
  await officer.tap('寻人 · 吴奶奶')
  await officer.see('刚才在东门公交站坐着')
  await officer.tap('人找到了，结束寻人')
  await officer.see('已结束，照片已全部删除')
  await officer.screenshot('found')
}

export const APPEAL_STORY: Story<Role> = {
  name: 'appeal',
  roles: ['neighbour', 'other', 'officer', 'secretary', 'street', 'department'],
  host: aServer(),
  chapters: {
    'a case goes from a photo to a rating, is redone one level higher, and is closed by the resident': anAppealIsRated,
    'one thing reported three times becomes one case, and one answer reaches all': threeBecomeOne,
    'somebody is missing, is seen, and is found': somebodyIsFound,
  },
}
