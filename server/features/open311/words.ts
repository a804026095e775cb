import type { AppealCategory, AppealState, Language } from '../../../src/contract'

export const GROUP: Record<Language, string> = { 'zh-CN': '社区诉求', en: 'Neighbourhood' }

export const DESCRIPTIONS: Record<AppealCategory, Record<Language, string>> = {
  facilities: {
    'zh-CN': '公共设施、水电气和楼道设备的损坏与维修。',
    en: 'Damage to and repair of shared facilities, utilities and equipment.',
  },
  sanitation: {
    'zh-CN': '垃圾、异味、堆物和公共区域的保洁。',
    en: 'Waste, smells, clutter and cleaning of shared areas.',
  },
  noise: { 'zh-CN': '施工、装修、广场和邻里的噪音。', en: 'Noise from building work, squares and neighbours.' },
  parking: { 'zh-CN': '车辆停放、通道占用和小区道路。', en: 'Parking, blocked ways and roads of the estate.' },
  safety: { 'zh-CN': '消防、用电、高空坠物等安全隐患。', en: 'Fire, electricity, falling objects and other dangers.' },
  elder_care: { 'zh-CN': '老年人的照料、探访和适老化改造。', en: 'Care for, visits to and homes fit for elders.' },
  dispute: { 'zh-CN': '邻里之间的纠纷与调解。', en: 'Disputes between neighbours and their mediation.' },
  other: { 'zh-CN': '其他需要社区处理的事项。', en: 'Anything else for the community to deal with.' },
}

/** What a state means to whoever looks from outside. */
export const STATUS_NOTES: Record<AppealState, Record<Language, string>> = {
  submitted: { 'zh-CN': '已收到，等待受理。', en: 'Received, waiting to be accepted.' },
  accepted: { 'zh-CN': '已受理，正在办理。', en: 'Accepted and being handled.' },
  whistled: { 'zh-CN': '网格已吹哨，等待社区审核。', en: 'Whistled by the grid, waiting for the community.' },
  approved: { 'zh-CN': '已提交街道。', en: 'Passed on to the street.' },
  assigned: { 'zh-CN': '已交部门办理。', en: 'Assigned to a department.' },
  answered: { 'zh-CN': '已答复，等待居民评价。', en: 'Answered, waiting for the resident’s rating.' },
  reopened: { 'zh-CN': '居民不满意，已升级重办。', en: 'Reopened one level higher by the resident.' },
  closed: { 'zh-CN': '已办结。', en: 'Closed.' },
  merged: { 'zh-CN': '与同一事项合并办理。', en: 'Merged with another request on the same matter.' },
  withdrawn: { 'zh-CN': '居民已撤回。', en: 'Withdrawn by the resident.' },
}
