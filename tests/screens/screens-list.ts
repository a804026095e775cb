/** One screen to be pictured. `path` is its page with its query, made from the ids of things in the demo. */
export interface ScreenShot {
  name: string
  /** Who looks; null is somebody who has not signed in. */
  persona: string | null
  path: (ids: DemoIds) => string
  /** What is typed into the field with this placeholder before the picture is taken. */
  typed?: { into: string; text: string }
  /** A word that stands there when the screen is complete. */
  shows: string
}

export interface DemoIds {
  posterCode: string
  postId: string
  noticeId: string
  receiptNoticeId: string
  membershipId: string
  caseId: string
  gridId: string
  /** Answered, and waiting for its reporter's stars. */
  answeredAppealId: string
  /** On the grid officer's desk. */
  openAppealId: string
  alertId: string
  /** Of resident-li: an entry that is sealed, and a reward that waits at the desk. */
  transferId: string
  redemptionId: string
  activityId: string
  shiftId: string
  /** Of the demo: one that is open to votes, one whose meeting is fixed, and one that has come to its stars. */
  openTopicId: string
  meetingTopicId: string
  settledTopicId: string
  /** Under way, and resident-li has not voted. */
  pollId: string
  /** Of owners: one whose roll is displayed, objected to and about to be corrected, and one that has its result. */
  displayedPollId: string
  closedPollId: string
}

const page = (screen: string, query = '') => `/pages/${screen}/index${query}`

export const SCREENS: readonly ScreenShot[] = [
  { name: 'welcome', persona: null, path: () => '/pages/home/home/index', shows: '欢迎来到邻里' },
  { name: 'sign-in', persona: null, path: () => page('session/sign-in'), shows: '李晓梅' },
  { name: 'join', persona: 'newcomer', path: () => page('membership/join'), shows: '海报上的短码' },
  {
    name: 'join-door',
    persona: 'newcomer',
    path: ({ posterCode }) => page('membership/join', `?code=${posterCode}`),
    shows: '选楼栋',
  },
  { name: 'home', persona: 'resident-li', path: () => '/pages/home/home/index', shows: '随手拍' },
  { name: 'post', persona: 'resident-li', path: ({ postId }) => page('feed/post', `?id=${postId}`), shows: '评论' },
  { name: 'compose', persona: 'resident-li', path: () => page('feed/compose'), shows: '发布' },
  { name: 'notices', persona: 'resident-li', path: () => page('notices/list'), shows: '看完了' },
  {
    name: 'notice',
    persona: 'resident-li',
    path: ({ noticeId }) => page('notices/detail', `?id=${noticeId}`),
    shows: '我已知晓',
  },
  {
    name: 'search',
    persona: 'resident-li',
    path: () => page('search/search'),
    typed: { into: '比如：停水、自行车', text: '停水' },
    shows: '找到的就这些',
  },
  {
    name: 'report-post',
    persona: 'resident-li',
    path: ({ postId }) => page('moderation/report', `?kind=post&id=${postId}`),
    shows: '哪里不合适',
  },
  { name: 'inbox', persona: 'resident-li', path: () => page('inbox/list'), shows: '公告' },
  { name: 'report', persona: 'resident-li', path: () => page('appeals/report'), shows: '提交诉求' },
  { name: 'cases', persona: 'resident-li', path: () => page('appeals/list'), shows: '已答复' },
  {
    name: 'case-answered',
    persona: 'resident-li',
    path: ({ answeredAppealId }) => page('appeals/detail', `?id=${answeredAppealId}`),
    shows: '办得怎么样，您来评',
  },
  {
    name: 'place-page',
    persona: 'resident-li',
    path: ({ gridId }) => page('insights/place', `?id=${gridId}`),
    shows: '在哪一级办结',
  },
  {
    name: 'alert',
    persona: 'resident-li',
    path: ({ alertId }) => page('alerts/detail', `?id=${alertId}`),
    shows: '我看到了',
  },
  { name: 'me', persona: 'resident-li', path: () => '/pages/me/me/index', shows: '李晓梅' },
  { name: 'my-posts', persona: 'resident-li', path: () => page('account/posts'), shows: '邻居可见' },
  { name: 'profile', persona: 'resident-li', path: () => page('account/profile'), shows: '换头像' },
  { name: 'places', persona: 'resident-li', path: () => page('membership/places'), shows: '我的住址' },
  { name: 'kept', persona: 'resident-li', path: () => page('account/kept'), shows: '不会做的' },
  { name: 'staff-views', persona: 'resident-li', path: () => page('account/staff-views'), shows: '工作人员' },
  { name: 'outbox', persona: 'resident-li', path: () => page('account/outbox'), shows: '都发出去了' },
  { name: 'points', persona: 'resident-li', path: () => page('points/account'), shows: '每一笔' },
  {
    name: 'points-entry',
    persona: 'resident-li',
    path: ({ transferId }) => page('points/entry', `?id=${transferId}`),
    shows: '在手机上核对',
  },
  { name: 'rewards', persona: 'resident-li', path: () => page('points/rewards'), shows: '洗衣液一瓶' },
  {
    name: 'redemption',
    persona: 'resident-li',
    path: ({ redemptionId }) => page('points/redemption', `?id=${redemptionId}`),
    shows: '4821 0937',
  },
  { name: 'redemptions', persona: 'resident-li', path: () => page('points/redemptions'), shows: '待领取' },
  { name: 'needs', persona: 'resident-li', path: () => page('mutual-aid/needs'), shows: '我能帮的' },
  { name: 'ask-neighbour', persona: 'resident-li', path: () => page('mutual-aid/ask'), shows: '发出求助' },
  {
    name: 'call-neighbour',
    persona: 'resident-li',
    path: () => page('mutual-aid/ask', '?call=1'),
    shows: '点一下，开始说',
  },
  { name: 'offers', persona: 'resident-zhou', path: () => page('mutual-aid/offers'), shows: '登记我能帮的' },
  { name: 'offer', persona: 'resident-zhou', path: () => page('mutual-aid/offer'), shows: '哪几天' },
  { name: 'care-circle', persona: 'resident-li', path: () => page('mutual-aid/circle'), shows: '我关心的人' },
  { name: 'sensors', persona: 'resident-li', path: () => page('mutual-aid/sensors'), shows: '我同意接入' },
  { name: 'gifts', persona: 'resident-li', path: () => page('mutual-aid/gifts'), shows: '捐一份物资' },
  { name: 'three-lists', persona: 'secretary-zhang', path: () => page('mutual-aid/lists'), shows: '对接并去问' },
  { name: 'volunteers', persona: 'secretary-zhang', path: () => page('mutual-aid/volunteers'), shows: '找一位居民' },
  {
    name: 'enter-service',
    persona: 'secretary-zhang',
    path: () => page('mutual-aid/enter-service'),
    shows: '服务名称',
  },
  { name: 'home-services', persona: 'resident-li', path: () => page('mutual-aid/services'), shows: '疏通下水道' },
  { name: 'ledger', persona: 'resident-li', path: () => page('points/ledger'), shows: '总指纹' },
  { name: 'topics', persona: 'resident-li', path: () => page('deliberation/list'), shows: '小广场的灯晚上几点调暗' },
  { name: 'propose', persona: 'resident-li', path: () => page('deliberation/propose'), shows: '提出议题' },
  {
    name: 'topic-open',
    persona: 'resident-zhou',
    path: ({ openTopicId }) => page('deliberation/topic', `?id=${openTopicId}`),
    shows: '有居民提出这个议题',
  },
  {
    name: 'statement-card',
    persona: 'resident-zhou',
    path: ({ openTopicId }) => page('deliberation/cards', `?id=${openTopicId}`),
    shows: '没有投',
  },
  {
    name: 'opinion-map',
    persona: 'resident-zhou',
    path: ({ openTopicId }) => page('deliberation/map', `?id=${openTopicId}`),
    shows: '大家几乎都赞成',
  },
  {
    name: 'meeting',
    persona: 'resident-li',
    path: ({ meetingTopicId }) => page('deliberation/meeting', `?id=${meetingTopicId}`),
    shows: '议程',
  },
  {
    name: 'minutes',
    persona: 'resident-li',
    path: ({ settledTopicId }) => page('deliberation/minutes', `?id=${settledTopicId}`),
    shows: '这份纪要不能再改',
  },
  {
    name: 'topic-settled',
    persona: 'resident-li',
    path: ({ settledTopicId }) => page('deliberation/topic', `?id=${settledTopicId}`),
    shows: '结果怎么样，您来评',
  },
  {
    name: 'votes-to-take',
    persona: 'resident-li',
    path: ({ settledTopicId }) => page('deliberation/map', `?id=${settledTopicId}`),
    shows: '取投票表',
  },
  { name: 'deliberation-rules', persona: 'resident-li', path: () => page('deliberation/rules'), shows: '工作日内答复' },
  { name: 'project-ranking', persona: 'resident-li', path: () => page('deliberation/ranking'), shows: '本季度' },
  { name: 'settings', persona: 'resident-li', path: () => page('account/settings'), shows: '大字版' },
  { name: 'services', persona: 'resident-li', path: () => '/pages/services/services/index', shows: '办事' },
  { name: 'take-part', persona: 'resident-li', path: () => '/pages/take-part/take-part/index', shows: '参与' },
  { name: 'activities', persona: 'resident-li', path: () => page('volunteering/activities'), shows: '我的班次' },
  {
    name: 'activity',
    persona: 'resident-li',
    path: ({ activityId }) => page('volunteering/activity', `?id=${activityId}`),
    shows: '发起人',
  },
  {
    name: 'shift',
    persona: 'resident-li',
    path: ({ shiftId }) => page('volunteering/shift', `?id=${shiftId}`),
    shows: '名额按报名先后',
  },
  { name: 'my-shifts', persona: 'resident-li', path: () => page('volunteering/shifts'), shows: '还没有班次' },
  {
    name: 'check-in',
    persona: 'resident-li',
    path: ({ shiftId }) => page('volunteering/check-in', `?id=${shiftId}&action=check_in`),
    shows: '六位数字',
  },
  { name: 'record', persona: 'resident-li', path: () => page('volunteering/record'), shows: '志愿者资料' },
  {
    name: 'volunteer-profile',
    persona: 'resident-li',
    path: () => page('volunteering/profile'),
    shows: '急事时可以叫我',
  },
  { name: 'check-certificate', persona: null, path: () => page('volunteering/check'), shows: '证明编号' },
  { name: 'compose-activity', persona: 'secretary-zhang', path: () => page('volunteering/compose'), shows: '发布活动' },
  {
    name: 'plan-shift',
    persona: 'secretary-zhang',
    path: ({ activityId }) => page('volunteering/plan', `?id=${activityId}`),
    shows: '开放报名',
  },
  {
    name: 'roll',
    persona: 'secretary-zhang',
    path: ({ shiftId }) => page('volunteering/roll', `?id=${shiftId}`),
    shows: '秒后换新码',
  },
  { name: 'call-out', persona: 'grid-officer-wang', path: () => page('volunteering/call-out'), shows: '问到多远' },
  { name: 'desk', persona: 'grid-officer-wang', path: () => '/pages/desk/desk/index', shows: '住户核实' },
  {
    name: 'request',
    persona: 'grid-officer-wang',
    path: ({ membershipId }) => page('membership/request', `?id=${membershipId}`),
    shows: '核实通过',
  },
  {
    name: 'case',
    persona: 'grid-officer-wang',
    path: ({ caseId }) => page('moderation/case', `?id=${caseId}`),
    shows: '怎么处理',
  },
  {
    name: 'case-staff',
    persona: 'grid-officer-wang',
    path: ({ openAppealId }) => page('appeals/detail', `?id=${openAppealId}`),
    shows: '还可以',
  },
  { name: 'templates', persona: 'grid-officer-wang', path: () => page('casework/templates'), shows: '添加常用答复' },
  { name: 'hand-over', persona: 'grid-officer-wang', path: () => page('casework/hand-over'), shows: '安排代班' },
  { name: 'raise-alert', persona: 'grid-officer-wang', path: () => page('alerts/raise'), shows: '马上发出' },
  { name: 'import-cases', persona: 'secretary-zhang', path: () => page('casework/import-cases'), shows: '选文件' },
  { name: 'dispatch', persona: 'street-he', path: () => page('casework/dispatch'), shows: '工作小时' },
  { name: 'ratings', persona: 'department-water', path: () => page('casework/ratings'), shows: '评价' },
  { name: 'compose-notice', persona: 'secretary-zhang', path: () => page('notices/compose'), shows: '发给哪些网格' },
  {
    name: 'receipts',
    persona: 'secretary-zhang',
    path: ({ receiptNoticeId }) => page('notices/receipts', `?id=${receiptNoticeId}`),
    shows: '户已知晓',
  },
  {
    name: 'topic-office',
    persona: 'secretary-zhang',
    path: ({ openTopicId }) => page('deliberation/topic', `?id=${openTopicId}`),
    shows: '社区可以做的',
  },
  {
    name: 'meeting-host',
    persona: 'secretary-zhang',
    path: ({ meetingTopicId }) => page('deliberation/meeting', `?id=${meetingTopicId}`),
    shows: '当面登记到场',
  },
  {
    name: 'council',
    persona: 'secretary-zhang',
    path: () => page('deliberation/council'),
    shows: '登记一位代表或委员',
  },
  { name: 'talk', persona: 'secretary-zhang', path: () => page('deliberation/talk'), shows: '大家在说什么' },
  { name: 'polls', persona: 'resident-li', path: () => page('voting/polls'), shows: '投票中' },
  {
    name: 'poll',
    persona: 'resident-li',
    path: ({ pollId }) => page('voting/poll', `?id=${pollId}`),
    shows: '怎么算通过',
  },
  {
    name: 'ballot',
    persona: 'resident-li',
    path: ({ pollId }) => page('voting/ballot', `?id=${pollId}`),
    shows: '投出这张选票',
  },
  {
    name: 'roll',
    persona: 'resident-li',
    path: ({ pollId }) => page('voting/roll', `?id=${pollId}`),
    shows: '名册指纹',
  },
  { name: 'prepare-poll', persona: 'secretary-zhang', path: () => page('voting/prepare'), shows: '什么时候投' },
  {
    name: 'simulator',
    persona: 'secretary-zhang',
    path: ({ pollId }) => page('voting/simulator', `?id=${pollId}`),
    shows: '算一算',
  },
  {
    name: 'paper-ballots',
    persona: 'grid-officer-wang',
    path: ({ pollId }) => page('voting/paper', `?id=${pollId}`),
    shows: '选票编号',
  },
  {
    name: 'poll-result',
    persona: 'resident-li',
    path: ({ closedPollId }) => page('voting/result', `?id=${closedPollId}`),
    shows: '表决结果证明',
  },
  {
    name: 'poll-objections',
    persona: 'secretary-zhang',
    path: ({ displayedPollId }) => page('voting/objections', `?id=${displayedPollId}`),
    shows: '待答复',
  },
  {
    name: 'roll-corrections',
    persona: 'secretary-zhang',
    path: ({ displayedPollId }) => page('voting/corrections', `?id=${displayedPollId}`),
    shows: '核对无误，更正名册',
  },
  { name: 'owners-register', persona: 'secretary-zhang', path: () => page('voting/register'), shows: '已登记的' },
  { name: 'give-points', persona: 'secretary-zhang', path: () => page('points/give'), shows: '按姓名或门牌找' },
  { name: 'reward-desk', persona: 'secretary-zhang', path: () => page('points/counter'), shows: '8 位兑换码' },
  { name: 'shelve', persona: 'secretary-zhang', path: () => page('points/shelve'), shows: '礼品名称' },
]

/** Those that are pictured in elder mode and in the dark as well. */
export const IN_OTHER_LIGHT = [
  'home',
  'post',
  'notice',
  'desk',
  'compose',
  'report',
  'case-answered',
  'case-staff',
  'place-page',
  'sensors',
  'import-cases',
  'alert',
  'points',
  'redemption',
  'shift',
  'check-in',
  'roll',
  'statement-card',
  'opinion-map',
  'topic-settled',
  'meeting-host',
  'deliberation-rules',
  'council',
  'poll',
  'ballot',
]
