import type { AppealCategory } from '../../../src/contract'

/** How far a told case has come, and by which way. */
export type CaseWay =
  | 'submitted'
  | 'accepted'
  | 'whistled'
  | 'approved'
  | 'assigned'
  | 'answered'
  | 'answered_by_department'
  | 'reopened'
  | 'closed'
  | 'closed_by_department'
  | 'closed_after_reopening'
  | 'timed_out'
  | 'withdrawn'

/** A case of the demo: what somebody reported, how long ago, what was answered and how it was rated. */
export interface CaseScript {
  way: CaseWay
  category: AppealCategory
  /** The grid, counted from 0 over both communities, and the building in it, or null for the grid as a whole. */
  grid: number
  building: number | null
  who: 'li' | 'zhou' | 'neighbour'
  text: string
  daysAgo: number
  joined: number
  answer?: string
  secondAnswer?: string
  reason?: string
  stars?: number
  isAnonymous?: true
}

/** Twenty-five cases as a street has them: most end in the grid, some in the street, a few above. */
export const CASE_SCRIPTS: readonly CaseScript[] = [
  {
    way: 'submitted',
    category: 'facilities',
    grid: 0,
    building: 2,
    who: 'li',
    daysAgo: 0,
    joined: 2,
    text: '3号楼二单元一楼的声控灯两天不亮了，晚上老人下楼看不清台阶。',
  },
  {
    way: 'submitted',
    category: 'noise',
    grid: 0,
    building: 0,
    who: 'neighbour',
    daysAgo: 0,
    joined: 4,
    isAnonymous: true,
    text: '1号楼六层晚上十点以后还在装修，电钻声很大，孩子睡不着。',
  },
  {
    way: 'accepted',
    category: 'sanitation',
    grid: 0,
    building: null,
    who: 'neighbour',
    daysAgo: 1,
    joined: 6,
    text: '小区西门的垃圾桶满了没有及时清运，天一热味道很重。',
  },
  {
    way: 'accepted',
    category: 'parking',
    grid: 0,
    building: 4,
    who: 'zhou',
    daysAgo: 1,
    joined: 1,
    text: '5号楼前的消防通道经常停着一辆白色面包车，出入不方便。',
  },
  {
    way: 'accepted',
    category: 'elder_care',
    grid: 0,
    building: 1,
    who: 'neighbour',
    daysAgo: 1,
    joined: 0,
    text: '楼上独居的王奶奶最近摔了一跤，买菜不方便，能不能帮忙联系助餐？',
  },
  {
    way: 'whistled',
    category: 'facilities',
    grid: 0,
    building: 3,
    who: 'neighbour',
    daysAgo: 1,
    joined: 9,
    reason: '主水管老化，需要供水公司停水更换。',
    text: '4号楼三单元自来水发黄，放五分钟都不清，几户人家都这样。',
  },
  {
    way: 'approved',
    category: 'parking',
    grid: 0,
    building: null,
    who: 'neighbour',
    daysAgo: 2,
    joined: 12,
    reason: '道路归街道管，网格没有权限划线。',
    text: '北门外道路两边都停满了车，早上送孩子只能走马路中间，太危险。',
  },
  {
    way: 'assigned',
    category: 'facilities',
    grid: 0,
    building: 4,
    who: 'li',
    daysAgo: 2,
    joined: 15,
    reason: '需要专业队伍开挖检修。',
    text: '5号楼旁的地面一直往外渗水，下雨天更严重，怀疑是地下水管破了。',
  },
  {
    way: 'answered',
    category: 'sanitation',
    grid: 0,
    building: 2,
    who: 'li',
    daysAgo: 3,
    joined: 3,
    answer: '已联系物业清理楼道杂物，并在单元门口贴了提示，请您看看是否满意。',
    text: '3号楼一单元楼道里堆了很多纸箱和旧家具，走路都要侧身。',
  },
  {
    way: 'answered',
    category: 'noise',
    grid: 0,
    building: null,
    who: 'zhou',
    daysAgo: 4,
    joined: 5,
    answer: '已和广场舞队长商量好，晚上八点半前结束，音量调低一半。',
    text: '中心花园的广场舞音响声音太大，持续到九点多。',
  },
  {
    way: 'answered_by_department',
    category: 'facilities',
    grid: 0,
    building: 1,
    who: 'neighbour',
    daysAgo: 6,
    joined: 8,
    reason: '水压问题需供水公司处理。',
    answer: '加压泵已检修，目前顶层水压恢复到正常值，请继续观察。',
    text: '2号楼九楼以上水压很小，晚上洗澡热水器都打不着火。',
  },
  {
    way: 'reopened',
    category: 'safety',
    grid: 0,
    building: 3,
    who: 'neighbour',
    daysAgo: 5,
    joined: 7,
    answer: '已提醒住户把电瓶车推下楼。',
    stars: 2,
    text: '4号楼一单元有人把电瓶车推上楼飞线充电，太危险了。',
  },
  {
    way: 'closed',
    category: 'facilities',
    grid: 0,
    building: 0,
    who: 'li',
    daysAgo: 9,
    joined: 2,
    answer: '门禁已修好，钥匙扣和密码都可以用了。',
    stars: 5,
    text: '1号楼单元门禁坏了，门一直开着，外人随便进。',
  },
  {
    way: 'closed',
    category: 'sanitation',
    grid: 0,
    building: 4,
    who: 'neighbour',
    daysAgo: 10,
    joined: 1,
    answer: '已安排保洁清扫，今后每周三、周六各清一次。',
    stars: 4,
    text: '5号楼后面的绿化带里有很多狗粪，没有人清理。',
  },
  {
    way: 'closed',
    category: 'dispute',
    grid: 0,
    building: 1,
    who: 'neighbour',
    daysAgo: 14,
    joined: 0,
    isAnonymous: true,
    answer: '今天上门调解，两家同意把鞋柜搬回屋里，并留下了联系方式。',
    stars: 5,
    text: '邻居把鞋柜放在公共走道上，说了几次都不肯搬，希望社区帮忙调解。',
  },
  {
    way: 'closed',
    category: 'elder_care',
    grid: 0,
    building: 2,
    who: 'neighbour',
    daysAgo: 15,
    joined: 0,
    answer: '助餐已从今天开始，每天中午十一点半送到家。',
    stars: 5,
    text: '我父亲八十三岁，一个人住，能不能申请老年助餐？',
  },
  {
    way: 'closed',
    category: 'parking',
    grid: 0,
    building: null,
    who: 'zhou',
    daysAgo: 12,
    joined: 3,
    answer: '僵尸车已联系车主拖走，车位恢复使用。',
    stars: 4,
    text: '东门有一辆僵尸车停了半年，占着公共车位。',
  },
  {
    way: 'closed_by_department',
    category: 'facilities',
    grid: 0,
    building: 3,
    who: 'neighbour',
    daysAgo: 17,
    joined: 11,
    reason: '阀门在供水公司管段内。',
    answer: '阀门已更换，24小时内水质恢复，检测结果贴在单元门口。',
    stars: 5,
    text: '4号楼停水后来水一直有铁锈味，不敢做饭。',
  },
  {
    way: 'closed_after_reopening',
    category: 'safety',
    grid: 0,
    building: 0,
    who: 'li',
    daysAgo: 19,
    joined: 6,
    answer: '已在现场放了警示牌。',
    stars: 2,
    secondAnswer: '井盖已由市政更换，周围地面重新铺平。',
    text: '1号楼前的井盖松动，骑车经过会翘起来。',
  },
  {
    way: 'timed_out',
    category: 'other',
    grid: 0,
    building: null,
    who: 'neighbour',
    daysAgo: 18,
    joined: 0,
    answer: '图书角的开放时间是周二到周日上午九点到十一点半。',
    text: '请问社区图书角什么时候开放？门口没有贴时间。',
  },
  {
    way: 'withdrawn',
    category: 'noise',
    grid: 0,
    building: 2,
    who: 'zhou',
    daysAgo: 8,
    joined: 0,
    text: '楼上半夜有拖椅子的声音。',
  },
  {
    way: 'accepted',
    category: 'facilities',
    grid: 1,
    building: 0,
    who: 'neighbour',
    daysAgo: 1,
    joined: 2,
    text: '健身器材的扶手断了一根，小孩容易被划伤。',
  },
  {
    way: 'closed',
    category: 'sanitation',
    grid: 2,
    building: 1,
    who: 'neighbour',
    daysAgo: 11,
    joined: 1,
    answer: '已疏通下水道，并清理了周围地面。',
    stars: 4,
    text: '2号楼门口的下水道堵了，污水漫到路上。',
  },
  {
    way: 'submitted',
    category: 'sanitation',
    grid: 3,
    building: 0,
    who: 'neighbour',
    daysAgo: 0,
    joined: 1,
    text: '梧桐里菜场门口烂菜叶没人扫，地上很滑。',
  },
  {
    way: 'closed',
    category: 'noise',
    grid: 3,
    building: 1,
    who: 'neighbour',
    daysAgo: 13,
    joined: 2,
    answer: '已和店家约定，晚上九点后关掉门口的喇叭。',
    stars: 5,
    text: '楼下水果店的喇叭从早叫到晚，希望管一管。',
  },
]
