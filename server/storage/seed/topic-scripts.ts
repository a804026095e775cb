/** A statement, and how large a part of the one and of the other camp agrees with it; the rest disagrees, a few pass. */
export interface ScriptedStatement {
  text: string
  agree: readonly [one: number, other: number]
}

export interface ScriptedTask {
  title: string
  owner: string
  milestone: string | null
  dueInDays: number
  percent: number
  note: string | null
}

export interface TopicScript {
  key: string
  /** The first grid, or its community. */
  at: 'grid' | 'community'
  by: 'li' | 'zhou' | 'neighbour' | 'secretary'
  title: string
  body: string
  /** How many days ago each step was taken, in this order; how far the topic is follows from the last. */
  steps: readonly (readonly [
    step: 'accept' | 'refuse' | 'invite' | 'schedule' | 'open' | 'close' | 'review' | 'publish',
    daysAgo: number,
  ])[]
  proposedDaysAgo: number
  supporters: number
  reason?: string
  closesInDays?: number
  meetingInDays?: number
  invited?: number
  coming?: number
  attended?: number
  statements: readonly ScriptedStatement[]
  voters: number
  review?: string
  outcome?: string
  minutes?: {
    text: string
    decisions: readonly string[]
    assignments: readonly { who: string; what: string; until: number }[]
  }
  tasks?: readonly ScriptedTask[]
  /** Stars, as many of each as residents gave. */
  stars?: readonly number[]
}

export const TOPIC_SCRIPTS: readonly TopicScript[] = [
  {
    key: 'stair-doors',
    at: 'grid',
    by: 'zhou',
    title: '3 号楼单元门换成能锁上的',
    body: '单元门的闭门器坏了小半年，晚上常有不认识的人进来。想请大家商量：是修旧的，还是换带刷卡的新门？钱从哪里出？',
    proposedDaysAgo: 2,
    steps: [],
    supporters: 13,
    statements: [],
    voters: 0,
  },
  {
    key: 'ev-charging',
    at: 'community',
    by: 'secretary',
    title: '电动自行车充电棚加建在哪里',
    body: '现有 24 个充电口，登记的电动自行车有 171 辆。消防和供电已经看过三个地方：4 号楼东侧、北门绿地边、地下车库入口。请大家到会上一起定。',
    proposedDaysAgo: 12,
    steps: [
      ['accept', 11],
      ['invite', 9],
      ['schedule', 8],
    ],
    supporters: 0,
    meetingInDays: 3,
    invited: 36,
    coming: 17,
    statements: [
      { text: '充电棚离住家窗户至少十米', agree: [0.9, 0.85] },
      { text: '地下车库入口不能放充电桩', agree: [0.8, 0.4] },
    ],
    voters: 0,
  },
  {
    key: 'square-lights',
    at: 'grid',
    by: 'li',
    title: '小广场的灯晚上几点调暗',
    body: '灯亮到半夜，一楼二楼睡不好；太早关，跳舞的、下晚班的又看不清路。先听听每家怎么想，再开会定。',
    proposedDaysAgo: 9,
    steps: [
      ['accept', 8],
      ['invite', 7],
      ['open', 6],
    ],
    supporters: 24,
    closesInDays: 4,
    invited: 20,
    coming: 9,
    statements: [
      { text: '晚上十点以后，灯调暗一半就好', agree: [0.92, 0.82] },
      { text: '路口和台阶边的灯要一直亮着', agree: [0.95, 0.93] },
      { text: '九点半以后不要再放音乐', agree: [0.9, 0.35] },
      { text: '跳舞的时间可以到十点', agree: [0.12, 0.86] },
      { text: '把朝着一楼窗户的那盏灯转个方向', agree: [0.88, 0.8] },
      { text: '装感应灯，有人走过才亮', agree: [0.7, 0.42] },
      { text: '夏天和冬天的时间应该不一样', agree: [0.6, 0.74] },
      { text: '周末可以比平时晚半小时', agree: [0.2, 0.8] },
      { text: '灯光问题先试一个月再定', agree: [0.82, 0.78] },
      { text: '省下来的电费用来换坏了的路灯', agree: [0.76, 0.8] },
      { text: '孩子写作业要安静，八点半就该关音响', agree: [0.72, 0.1] },
      { text: '老人晚上下楼怕摔，广场不能全黑', agree: [0.86, 0.95] },
    ],
    voters: 46,
  },
  {
    key: 'dog-hours',
    at: 'grid',
    by: 'neighbour',
    title: '遛狗的时间和地方',
    body: '草地上常有没收拾的狗粪，早晚高峰电梯里人狗挤在一起。养狗的、不养狗的都来说说，能不能定几条大家都做得到的。',
    proposedDaysAgo: 19,
    steps: [
      ['accept', 18],
      ['open', 17],
      ['close', 6],
      ['review', 3],
    ],
    supporters: 27,
    statements: [
      { text: '遛狗一定要牵绳，电梯里抱起来或收短绳子', agree: [0.96, 0.9] },
      { text: '在北门绿地划一块可以遛狗的地方', agree: [0.66, 0.92] },
      { text: '早上七点到八点半不带狗坐电梯', agree: [0.84, 0.2] },
      { text: '在草地边放拾便袋和垃圾桶', agree: [0.9, 0.96] },
      { text: '每层楼贴一张养犬公约', agree: [0.72, 0.6] },
      { text: '三次不收拾的，就不让再进花园', agree: [0.78, 0.24] },
    ],
    voters: 34,
    review: '城管和物业看过：绿地边可以放三个拾便箱，划遛狗区要先补种草皮，明年春天做。',
  },
  {
    key: 'sorting-hours',
    at: 'grid',
    by: 'secretary',
    title: '垃圾分类亭的开放时间',
    body: '早上开得太晚，上班的人赶不上；晚上关得太早，加班回来只能放在门口。请大家一起定个时间。',
    proposedDaysAgo: 21,
    steps: [
      ['accept', 20],
      ['invite', 19],
      ['schedule', 19],
      ['open', 18],
      ['close', 16],
      ['review', 15],
      ['publish', 15],
    ],
    supporters: 0,
    meetingInDays: -16,
    invited: 24,
    coming: 15,
    attended: 13,
    statements: [
      { text: '早上提前到六点半', agree: [0.9, 0.8] },
      { text: '晚上开到九点', agree: [0.7, 0.94] },
      { text: '留一个全天开放的误时投放点', agree: [0.88, 0.9] },
      { text: '装洗手池，倒完厨余能洗手', agree: [0.95, 0.92] },
      { text: '撤掉督导员，大家自觉', agree: [0.2, 0.55] },
    ],
    voters: 41,
    review: '物业可以增加一班人，洗手池接水不难。',
    outcome: '分类亭早上 6:30 至 9:30、晚上 17:30 至 21:00 开放；误时投放点设在 4 号楼东侧；加装洗手池和感应灯。',
    minutes: {
      text: '到会 13 人，其中线上 4 人。先看了民意图：洗手池和误时投放点大家都同意，分歧在晚上关门的时间。讨论后一致同意晚上延到九点，先试三个月。',
      decisions: [
        '早上 6:30 至 9:30、晚上 17:30 至 21:00 开放',
        '4 号楼东侧设误时投放点，全天开放',
        '加装洗手池一个、感应灯一盏',
      ],
      assignments: [
        { who: '物业服务中心', what: '调整班次，装洗手池和感应灯', until: -11 },
        { who: '社区', what: '张贴新时间，三个月后再听一次意见', until: 75 },
      ],
    },
    tasks: [
      {
        title: '装洗手池和感应灯',
        owner: '物业服务中心',
        milestone: '水管接通',
        dueInDays: -11,
        percent: 100,
        note: '已装好，水压正常。',
      },
      {
        title: '三个月后再听一次意见',
        owner: '社区',
        milestone: null,
        dueInDays: 75,
        percent: 20,
        note: '意见本已放在分类亭。',
      },
    ],
    stars: [5, 5, 4, 5, 4, 3, 5, 4, 5, 2, 4, 5],
  },
  {
    key: 'private-garden',
    at: 'grid',
    by: 'neighbour',
    title: '把楼前绿地分给一楼种菜',
    body: '一楼门前的绿地荒着，不如分给一楼的住户种点菜。',
    proposedDaysAgo: 16,
    steps: [['refuse', 14]],
    supporters: 3,
    reason: '绿地属于全体业主共有，不能分给个人使用。想种菜的邻居可以报名北门的共享菜园。',
    statements: [],
    voters: 0,
  },
]
