import sharp from 'sharp'
import { aServer } from './hosts'
import type { Cast, Story } from './tell'

type Neighbours = Cast<'newcomer' | 'neighbour' | 'officer' | 'secretary' | 'rude'>

const RUDE = '楼上那家真是不讲理，脸皮太厚了！'
const DARK = '东门的路灯全黑了，大家小心脚下。'
const HELLO = '大家好，我刚搬到 3 号楼，请多关照。'

async function picture(): Promise<Buffer> {
  const background = { r: 11, g: 110, b: 85 }
  return sharp({ create: { width: 900, height: 900, channels: 3, background } })
    .jpeg()
    .toBuffer()
}

/** From the poster on the wall to her first post, and a neighbour's welcome. */
async function aNewcomerJoins(cast: Neighbours): Promise<void> {
  const { newcomer, officer, neighbour } = cast
  await newcomer.scanPoster('GH01')
  await newcomer.see('桂花苑第一网格')
  await newcomer.tap('3 号楼')
  await newcomer.see('登录后选门牌')
  await cast.signInAsNewcomer(newcomer)
  await newcomer.see('选门牌')
  await newcomer.tap('6 层')
  await newcomer.tap('1-601')
  await newcomer.tap('租户')
  await newcomer.tap('提交申请')
  await newcomer.see('申请进展')
  await newcomer.screenshot('waiting')

  await officer.signInAs('grid-officer-wang', '王网格员')
  await officer.openTab('工作台')
  await officer.tap('· 租户')
  await officer.see('请对照住户登记核实')
  await officer.tap('核实通过')
  await officer.see('通过后会马上通知申请人')
  await officer.tap('核实通过')
  await officer.see('已核实，已通知本人')

  await newcomer.tap('看看有没有结果')
  await newcomer.see('已核实，欢迎回家')
  await newcomer.tap('进入网格')
  await newcomer.see('随手拍')

  await newcomer.tap('发一条')
  await newcomer.fill('院子里的桂花开了，晚上一起来收？', HELLO)
  await newcomer.pickPictures('加图片', [await picture()])
  await newcomer.screenshot('compose')
  await newcomer.tap('发布')
  await newcomer.see('已发布')
  await newcomer.see(HELLO)

  await neighbour.signInAs('resident-li', '李晓梅')
  await neighbour.see(HELLO)
  await neighbour.tap(HELLO)
  await neighbour.fill('写评论', '欢迎！有事敲 2 单元的门。')
  await neighbour.tap('发送')
  await neighbour.see('欢迎！有事敲 2 单元的门。')
  await neighbour.tap('点赞，已有 0 个')
  await neighbour.screenshot('post')
}

/** An important notice to two grids; one household confirms, and the secretary sees who has not and reminds them. */
async function aNoticeReachesADoor(cast: Neighbours): Promise<void> {
  const { newcomer, secretary } = cast
  await secretary.signInAs('secretary-zhang', '张书记')
  await secretary.openTab('工作台')
  await secretary.tap('发公告')
  await secretary.see('发给哪些网格')
  // The grid she looks at is chosen already.
  await secretary.see('已选 1 个网格')
  await secretary.tap('桂花苑第二网格')
  await secretary.fill('标题', '周六 9:00–12:00 停水')
  await secretary.fill('正文', '请提前储水，给您添麻烦了。')
  await secretary.tap('重要')
  await secretary.tap('请居民确认“我已知晓”')
  await secretary.tap('预览')
  await secretary.see('居民看到的就是这样')
  await secretary.tap('发布公告')
  await secretary.see('将发给 2 个网格 324 户')
  await secretary.tap('发布公告')
  await secretary.see('公告已发布')

  await newcomer.openTab('网格')
  await newcomer.see('周六 9:00–12:00 停水')
  await newcomer.tap('周六 9:00–12:00 停水')
  await newcomer.tap('我已知晓')
  await newcomer.see('您已确认知晓')

  await secretary.openTab('网格')
  await secretary.tap('周六 9:00–12:00 停水')
  await secretary.tap('看看谁还没收到')
  await secretary.see('1/324 户')
  await secretary.screenshot('receipts')
  await secretary.tap('提醒没知晓的居民')
  await secretary.tap('发送提醒')
  await secretary.see('已提醒')
}

/** A rude post is hidden with a reason; its author sees why and appeals; another person decides. */
async function aRudePostIsHidden(cast: Neighbours): Promise<void> {
  const { rude, neighbour, officer, secretary } = cast
  await rude.signInAs('resident-zhou', '周子涵')
  await rude.tap('发一条')
  await rude.fill('院子里的桂花开了，晚上一起来收？', RUDE)
  await rude.tap('发布')
  await rude.see('已发布')

  await neighbour.openTab('网格')
  await neighbour.refresh()
  await neighbour.see(RUDE)
  await neighbour.tap('对周子涵的动态做什么')
  await neighbour.tap('举报')
  await neighbour.tap('骂人、伤人的话')
  await neighbour.tap('提交举报')
  await neighbour.see('网格员会看')

  await officer.openTab('工作台')
  await officer.tap('举报和申诉')
  await officer.tap(RUDE)
  await officer.tap('隐藏这条')
  await officer.see('自己写')
  await officer.tap('骂人、伤人的话')
  await officer.tap('隐藏这条内容')
  await officer.see('作者会看到原因')
  await officer.tap('隐藏这条内容')
  await officer.see('已隐藏，已告诉作者原因')

  await rude.openTab('我的')
  await rude.see('我的网格和住址')
  await rude.tap('消息')
  await rude.tap('您的内容已隐藏')
  await rude.see('我要申诉')
  await rude.see('请文明说话')
  await rude.screenshot('hidden-post')
  await rude.tap('我要申诉')
  await rude.fill('说说您的理由', '我说得急了，但漏水是真的。')
  await rude.tap('提交申诉')
  await rude.see('申诉已提交')

  await secretary.openTab('工作台')
  await secretary.tap('举报和申诉')
  await secretary.tap(RUDE)
  await secretary.see('我说得急了，但漏水是真的。')
  await secretary.tap('恢复显示')
  await secretary.tap('恢复这条内容')
  await secretary.see('已恢复显示')
}

/** The network goes while he writes: words and pictures wait on the phone, and reach the others by themselves. */
async function aPostWaitsForTheNetwork({ rude: writer, neighbour }: Neighbours): Promise<void> {
  await writer.openTab('网格')
  await writer.tap('发一条')
  await writer.see('问候、打听、分享，都可以')
  await writer.setOffline(true)
  await writer.fill('院子里的桂花开了，晚上一起来收？', DARK)
  const one = await picture()
  await writer.pickPictures('加图片', [one, one, one, one])
  await writer.see('4 张图片已存在手机里')
  await writer.screenshot('no-network')
  await writer.tap('发布')
  await writer.see('等网络恢复后自动发出')
  await writer.see(DARK)
  await writer.screenshot('waits')
  await writer.setOffline(false)
  // Its own card, with its pictures, stands where it waited.
  await writer.tap('图片 4，共 4 张')

  await neighbour.openTab('网格')
  await neighbour.refresh()
  await neighbour.see(DARK)
}

export const GRID_STORY: Story<'newcomer' | 'neighbour' | 'officer' | 'secretary' | 'rude'> = {
  name: 'grid',
  roles: ['newcomer', 'neighbour', 'officer', 'secretary', 'rude'],
  host: aServer(),
  chapters: {
    'a newcomer scans the poster, signs in, is verified, posts with a picture and is welcomed': aNewcomerJoins,
    'a notice reaches a door, and the secretary sees who has not read it': aNoticeReachesADoor,
    'a rude post is reported, hidden with a reason, appealed and restored by another person': aRudePostIsHidden,
    'a post with pictures, written without a network, goes out when it is back': aPostWaitsForTheNetwork,
  },
}
