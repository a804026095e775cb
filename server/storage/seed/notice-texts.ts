/** The days that a notice speaks of, in words. */
export interface NoticeDays {
  /** The day of the water cut. */
  water: string
  /** A day so many days from now; below zero, before now. */
  day: (fromNow: number) => string
}

/** Places by name: a grid, a community, or the street. */
export interface NoticeText {
  key: string
  by: 'secretary-zhang' | 'secretary-other' | 'street-he'
  to: readonly string[]
  level: 'normal' | 'important' | 'urgent'
  daysAgo: number
  time: string
  /** Days from now after which it no longer stands; null: it stays. */
  expiresInDays: number | null
  /** The part of the households that have confirmed; null: it asks for no receipt. */
  confirmed: number | null
  title: string
  body: (days: NoticeDays) => string
}

const GUIHUAYUAN = ['桂花苑社区']
const WUTONGLI = ['梧桐里社区']
const STREET = ['桂花街道']

export const NOTICE_TEXTS: readonly NoticeText[] = [
  {
    key: 'fire-lanes',
    by: 'secretary-zhang',
    to: ['桂花苑第一网格', '桂花苑第三网格'],
    level: 'important',
    daysAgo: 19,
    time: '09:30',
    expiresInDays: null,
    confirmed: 0.86,
    title: '请清理楼道，保持消防通道畅通',
    body: ({ day }) => `各位居民：
近期消防检查发现，部分楼道堆放纸箱、旧家具，个别单元有电动车进楼充电。请各家于${day(-14)}前自行清理。
1. 楼梯间、安全出口、消防栓前请不要放任何物品；
2. 电动车请停到车棚，车棚内有 24 个充电口；
3. 搬不动的大件，可在物业前台登记，每周二、周五免费清运。
读完请点“我已知晓”，每户一人确认即可。`,
  },
  {
    key: 'night-street-works',
    by: 'street-he',
    to: STREET,
    level: 'normal',
    daysAgo: 17,
    time: '10:00',
    expiresInDays: 10,
    confirmed: null,
    title: '桂花东路雨水管改造，部分路段临时围挡',
    body: ({
      day,
    }) => `为解决雨天积水，${day(-16)}起对桂花东路雨水管进行改造，工期约 26 天，每天施工时间 8:00 至 18:00，午休时间停工。
施工期间小学东门一侧只留人行通道，请送学的家长从南门绕行。给大家带来不便，敬请谅解。`,
  },
  {
    key: 'garbage-hours',
    by: 'secretary-zhang',
    to: GUIHUAYUAN,
    level: 'important',
    daysAgo: 15,
    time: '08:40',
    expiresInDays: null,
    confirmed: 0.74,
    title: '垃圾分类亭开放时间调整',
    body: ({ day }) => `听取大家的意见，分类亭开放时间从${day(-12)}起调整为：
早上 6:30 至 9:30，晚上 17:30 至 21:00；
误时投放点设在 4 号楼东侧，全天开放。
新增了洗手池和一盏感应灯。厨余请破袋投放，大件垃圾请预约清运。
早晚各有一位志愿者值守，分不清的尽管问。`,
  },
  {
    key: 'drying-racks',
    by: 'secretary-zhang',
    to: ['桂花苑第一网格'],
    level: 'normal',
    daysAgo: 13,
    time: '16:20',
    expiresInDays: null,
    confirmed: null,
    title: '晾衣架选址结果公布',
    body: () => `关于公共晾衣架放在哪里，共收到 143 户的意见：1 号楼南侧空地 96 户，小广场西侧 31 户，其他 16 户。
按多数意见，六组晾衣架装在 1 号楼南侧。每家一次请不超过两小时，大风天请及时收回。谢谢每一位提意见的邻居。`,
  },
  {
    key: 'volunteers',
    by: 'secretary-zhang',
    to: GUIHUAYUAN,
    level: 'normal',
    daysAgo: 12,
    time: '17:10',
    expiresInDays: null,
    confirmed: null,
    title: '谢谢 37 位志愿者',
    body: () => `上个周末，37 位邻居走进 62 户高龄和独居老人家里，换灯泡 48 只，装扶手 15 副，贴防滑贴 90 多张，还修好了 6 台收音机。
年纪最大的志愿者 71 岁，最小的 9 岁，负责给大家递螺丝。
有老人说，家里好久没有这么热闹了。谢谢你们。`,
  },
  {
    key: 'gale',
    by: 'street-he',
    to: STREET,
    level: 'urgent',
    daysAgo: 11,
    time: '15:00',
    expiresInDays: -10,
    confirmed: null,
    title: '今晚到明天有大风降温，请收好阳台物品',
    body: () => `气象台预报：今晚到明天白天有 7 到 8 级偏北大风，气温下降 8 到 10 度。
请收回窗台、阳台外侧的花盆和晾晒物，关好门窗；不要在广告牌、老树下停留。独居老人的家属请打个电话问一声。
社区值班室今晚通宵有人，需要帮忙请在小程序里说一声，或直接过来。`,
  },
  {
    key: 'fraud-lecture',
    by: 'street-he',
    to: STREET,
    level: 'normal',
    daysAgo: 10,
    time: '09:00',
    expiresInDays: 2,
    confirmed: null,
    title: '防诈骗讲座：三个真实案例，一个小时听明白',
    body: ({ day }) => `时间：${day(2)} 14:30
地点：街道文化站一楼
派出所民警来讲近期身边的三个案例：冒充燃气检修上门收费、冒充孩子老师收资料费、“养老理财”高息骗局。讲完现场帮大家检查手机设置。
请记住三句话：不认识的链接不点，验证码谁也不给，要转账先跟家里人说一声。
现场有 60 个座位，行动不便的可以预约接送。`,
  },
  {
    key: 'lift-inspection',
    by: 'secretary-zhang',
    to: ['桂花苑第一网格'],
    level: 'normal',
    daysAgo: 9,
    time: '10:15',
    expiresInDays: 3,
    confirmed: null,
    title: '电梯年度检验安排',
    body: ({ day }) => `1 至 5 号楼电梯年度检验安排如下，每台约停用 40 分钟：
${day(-2)}：1 号楼、2 号楼
${day(1)}：3 号楼、4 号楼
${day(2)}：5 号楼
检验时段为 9:30 至 11:30、13:30 至 16:00。一楼备有折叠凳；需要搭把手上楼的，请提前告诉网格员。`,
  },
  {
    key: 'free-clinic',
    by: 'secretary-zhang',
    to: GUIHUAYUAN,
    level: 'normal',
    daysAgo: 8,
    time: '09:20',
    expiresInDays: 6,
    confirmed: null,
    title: '社区义诊：量血压、测血糖、看眼睛',
    body: ({ day }) => `时间：${day(5)} 9:00 至 11:00
地点：桂花苑社区活动室
内科、眼科、口腔、中医各一位医生，另有一张桌子免费验光配镜。测血糖请空腹来，测完有豆浆和小米糕。
不用预约，带上平时吃的药，医生帮您看看有没有重复。`,
  },
  {
    key: 'parking-lines',
    by: 'secretary-other',
    to: WUTONGLI,
    level: 'normal',
    daysAgo: 7,
    time: '11:00',
    expiresInDays: 4,
    confirmed: null,
    title: '院内停车位重新划线，请配合挪车',
    body: ({ day }) => `${day(3)} 8:00 至 17:00，院内车位重新划线，同时增设两个无障碍车位和一处接送临停区。
请当天早上八点前把车开到北门外的临时停车场，凭门禁卡免费停放一天。梧桐树下的三个车位取消，给老树留出透气的地方。`,
  },
  {
    key: 'flu-vaccine',
    by: 'street-he',
    to: STREET,
    level: 'normal',
    daysAgo: 6,
    time: '08:50',
    expiresInDays: 20,
    confirmed: null,
    title: '流感疫苗接种开始，60 岁以上免费',
    body: ({ day }) => `即日起至${day(20)}，每天 8:30 至 11:00、13:30 至 16:00，在街道社区卫生服务中心接种。
60 岁以上老人凭身份证和医保卡免费接种；中小学生由学校统一安排。
发热、急性病期间请缓一缓再来。打完请留观 30 分钟，有座位和热水。周二、周四人较少。`,
  },
  {
    key: 'water-tank',
    by: 'secretary-other',
    to: ['梧桐里第一网格', '梧桐里第二网格'],
    level: 'important',
    daysAgo: 5,
    time: '09:10',
    expiresInDays: 3,
    confirmed: 0.58,
    title: '屋顶水箱清洗，请提前存水',
    body: ({ day }) => `${day(1)} 8:30 至 12:00 清洗消毒屋顶水箱，期间停水。恢复供水后，请先放水两三分钟，水清了再用。
清洗报告三天内贴在门厅。家中有病人、婴儿需要用水的，请联系网格员送水上门。
请每户一人确认，没有确认的我们会上门告知。`,
  },
  {
    key: 'gas-inspection',
    by: 'secretary-zhang',
    to: ['桂花苑第一网格', '桂花苑第二网格', '桂花苑第三网格'],
    level: 'important',
    daysAgo: 4,
    time: '09:00',
    expiresInDays: 8,
    confirmed: 0.55,
    title: '燃气入户安全检查，请留人在家',
    body: ({ day }) => `燃气公司将逐户检查软管、灶具和报警器，每户约 10 分钟，全程免费：
${day(2)}：1 号楼、2 号楼
${day(3)}：3 号楼、4 号楼
${day(4)}：5 号楼
时间为 9:00 至 11:30、13:30 至 19:30。检查人员穿蓝色工装、带工作证，由网格员陪同；没有网格员陪同的，请不要开门。
当天不在家的，可以改约周末。请每户一人点“我已知晓”。`,
  },
  {
    key: 'choir-contest',
    by: 'street-he',
    to: STREET,
    level: 'normal',
    daysAgo: 3,
    time: '15:30',
    expiresInDays: 24,
    confirmed: null,
    title: '街道邻里歌会下月举行，免票',
    body: ({ day }) => `各社区合唱队准备了十二首歌，有老歌，也有孩子们自己写的新歌。
时间：${day(24)} 19:00
地点：街道礼堂，免票，坐满为止。前三排留给 70 岁以上的老人，轮椅通道在东侧门。
想报名主持、摄影、搬椅子的，请到社区活动室登记。`,
  },
  {
    key: 'long-table',
    by: 'secretary-other',
    to: WUTONGLI,
    level: 'normal',
    daysAgo: 2,
    time: '16:40',
    expiresInDays: null,
    confirmed: null,
    title: '梧桐树下的长桌饭，又要摆起来了',
    body: ({
      day,
    }) => `${day(4)}傍晚五点半，老规矩：每家一道菜，自带碗筷和小板凳。去年一共 83 道菜，今年看看能不能破一百。
不会做菜的来摆桌子、洗碗，都算一道。下雨就搬到活动室。`,
  },
  {
    key: 'water-cut',
    by: 'secretary-zhang',
    to: ['桂花苑第一网格', '桂花苑第二网格'],
    level: 'urgent',
    daysAgo: 0,
    time: '08:10',
    expiresInDays: 0,
    confirmed: null,
    title: '14:00 至 17:00 临时停水',
    body: ({ water }) => `${water} 14:00 至 17:00，因供水公司抢修桂花东路阀门，1 至 5 号楼和第二网格临时停水。
请提前存水，出门前检查水龙头是否关好。社区活动室门口备有饮用水，行动不便的老人由网格员送到家。
恢复供水后水质可能短时发黄，放一会儿就清，请不要先开热水器。`,
  },
]
