/**
 * The closed table of refusals (api.md, Ground rules): code → HTTP status and the sentence a resident reads, by language.
 * A `{name}` in a sentence is filled from the problem's parameters.
 */
export const ERRORS = {
  invalid_request: {
    status: 400,
    'zh-CN': '填写的内容有误，请检查后再提交。',
    en: 'Something in the form is not right. Please check it and send it again.',
  },
  not_signed_in: { status: 401, 'zh-CN': '请先登录。', en: 'Please sign in first.' },
  sign_in_refused: {
    status: 401,
    'zh-CN': '登录没有成功，请重新登录。',
    en: 'Signing in did not work. Please try again.',
  },
  not_allowed: { status: 403, 'zh-CN': '您没有做这件事的权限。', en: 'You are not allowed to do this.' },
  not_verified: {
    status: 403,
    'zh-CN': '网格员核实您的住址后就可以使用了。',
    en: 'You can do this once your grid officer has verified your address.',
  },
  request_timeout: {
    status: 408,
    'zh-CN': '网络太慢，没有传完，请换个网络再试。',
    en: 'The connection was too slow for this to arrive. Please try again on a better one.',
  },
  not_found: { status: 404, 'zh-CN': '没有找到，可能已被删除。', en: 'Not found. It may have been removed.' },
  id_taken: {
    status: 409,
    'zh-CN': '这条内容已经提交过，但内容不同，请刷新后再试。',
    en: 'This was already sent with different content. Refresh and try again.',
  },
  wrong_state: {
    status: 409,
    'zh-CN': '情况已有变化，请刷新后查看。',
    en: 'Things have changed in the meantime. Please refresh.',
  },
  already_member: {
    status: 409,
    'zh-CN': '您已经提交过这一户的申请。',
    en: 'You have already asked to join this household.',
  },
  already_reported: {
    status: 409,
    'zh-CN': '您已经举报过这条内容，工作人员会处理的。',
    en: 'You have already reported this. Your grid’s staff are looking after it.',
  },
  too_many_pending: {
    status: 409,
    'zh-CN': '您有几份申请还在核实，请等网格员处理后再申请。',
    en: 'Some of your requests are still being checked. Please wait for the grid officer.',
  },
  reminded_recently: {
    status: 409,
    'zh-CN': '刚刚提醒过，请一小时后再提醒。',
    en: 'A reminder has just gone out. Please wait an hour before sending another.',
  },
  already_asked: {
    status: 409,
    'zh-CN': '这位邻居已经被问过这件事了，不会再打扰第二次。',
    en: 'This neighbour has been asked about this already, and nobody is asked twice.',
  },
  does_not_fit: {
    status: 409,
    'zh-CN': '这位邻居现在帮不上这件事：时间、距离、类别或次数不合适。',
    en: 'This neighbour cannot help with this now: the time, distance, kind or number of times does not fit.',
  },
  too_many_needs: {
    status: 409,
    'zh-CN': '您有很多求助还没有结束，请先完成或取消几条。',
    en: 'You have many open requests for help. Please finish or cancel some first.',
  },
  too_many_offers: {
    status: 409,
    'zh-CN': '您已经登记了很多可帮的事，请先结束几条。',
    en: 'You have offered a great many things already. Please end some first.',
  },
  care_circle_exists: {
    status: 409,
    'zh-CN': '您已经有一个关爱圈了，打开“关爱圈”就能看到。',
    en: 'You have a care circle already. Open "Care circle" to see it.',
  },
  care_circle_full: {
    status: 409,
    'zh-CN': '这个关爱圈已经有五位邻居了，谢谢您的心意。',
    en: 'Five neighbours are in this circle already. Thank you for the thought.',
  },
  slot_taken: {
    status: 409,
    'zh-CN': '这个时间刚被别人约走了，请换一个时间。',
    en: 'Somebody else has just taken this time. Please choose another.',
  },
  outside_service_hours: {
    status: 400,
    'zh-CN': '这个时间不在服务时间里，请看看上面写的时间再选。',
    en: 'They do not work at this time. Please choose within the hours given.',
  },
  booking_in_the_past: {
    status: 400,
    'zh-CN': '这个时间已经过了，请往后选一个。',
    en: 'This time is over. Please choose a later one.',
  },
  booking_too_far: {
    status: 400,
    'zh-CN': '现在还约不到这么远，请选近一点的日子。',
    en: 'This is too far ahead. Please choose an earlier day.',
  },
  too_many_bookings: {
    status: 409,
    'zh-CN': '您已经约了很多次上门服务，请等几次做完再约。',
    en: 'You have many bookings already. Please wait until some are done.',
  },
  too_many_open_appeals: {
    status: 409,
    'zh-CN': '您还有不少诉求正在办理，请等几件办结后再提交。',
    en: 'Quite a few of your cases are still being handled. Please wait until some are done.',
  },
  already_joined: {
    status: 409,
    'zh-CN': '您已经说过这件事也与您有关。',
    en: 'You have already said that this concerns you too.',
  },
  already_rated: {
    status: 409,
    'zh-CN': '这次办理已经评价过了。',
    en: 'This has been rated already.',
  },
  cannot_merge: {
    status: 409,
    'zh-CN': '这两件诉求不能合并：需要同一网格、都还在办理中。',
    en: 'These two cannot be merged: both must be open and of the same grid.',
  },
  undo_too_late: {
    status: 409,
    'zh-CN': '办结已超过30天，不能再撤销；如果问题还在，请重新提交。',
    en: 'This was closed more than 30 days ago. If the problem is still there, please report it again.',
  },
  point_outside_city: {
    status: 400,
    'zh-CN': '这个位置不在本市范围内，请重新选择。',
    en: 'This point is not in the city. Please choose another.',
  },
  bad_signature: {
    status: 401,
    'zh-CN': '签名不正确，信号没有被接收。',
    en: 'The signature is not right; the signal was not taken.',
  },
  signal_too_old: {
    status: 401,
    'zh-CN': '信号的时间超出了允许的范围，没有被接收。',
    en: 'The time of the signal is not within the window; it was not taken.',
  },
  device_in_use: {
    status: 409,
    'zh-CN': '这个设备已经登记在一户家里，请先撤回原来的同意。',
    en: 'This device is already registered for a home. Withdraw the earlier consent first.',
  },
  import_unreadable: {
    status: 400,
    'zh-CN': '这个文件打不开，请上传有表头的 CSV 或 XLSX 文件。',
    en: 'This file cannot be read. Please send a CSV or XLSX file with a heading.',
  },
  picture_quota_reached: {
    status: 409,
    'zh-CN': '您今天上传的图片和录音已经很多了，请明天再传。',
    en: 'You have added as many pictures and recordings as one day allows. Please go on tomorrow.',
  },
  already_signed_up: {
    status: 409,
    'zh-CN': '您已经报过这个班次了，在“我的班次”里可以看到。',
    en: 'You have already signed up for this shift. You will find it under My shifts.',
  },
  shift_full: {
    status: 409,
    'zh-CN': '名额已满，这个班次不设候补。看看别的班次吧。',
    en: 'This shift is full and keeps no waiting list. Please look at the other shifts.',
  },
  overlap: {
    status: 409,
    'zh-CN': '这段时间您已经报了另一个班次，请先退出那一个。',
    en: 'You are signed up for another shift at that time. Please leave that one first.',
  },
  insurance_missing: {
    status: 409,
    'zh-CN': '这项活动需要保险，请先写明由谁承保、保单号，再开放报名。',
    en: 'This activity needs insurance. Please note who insures the volunteers before it opens.',
  },
  too_young: {
    status: 409,
    'zh-CN': '这个班次有年龄要求，您还没有到。谢谢您的热心，看看别的班次吧。',
    en: 'This shift has a minimum age that you have not reached yet. Thank you, and please look at the others.',
  },
  skill_missing: {
    status: 409,
    'zh-CN': '这个岗位需要相应的技能。如果您会，请先在“志愿者资料”里填上。',
    en: 'This role asks for a skill. If you have it, please add it to your volunteer profile first.',
  },
  not_signed_up: {
    status: 409,
    'zh-CN': '您在这个班次还没有名额，请找现场的组织者。',
    en: 'You have no place in this shift. Please speak to the organiser.',
  },
  code_expired: {
    status: 409,
    'zh-CN': '这个码不对或已经换了，请看组织者那里的新码。',
    en: 'This code is not right or no longer counts. Please use the one that the organiser shows now.',
  },
  code_used: {
    status: 409,
    'zh-CN': '这个码您已经用过了，请等组织者手机上换新码再试。',
    en: 'You have used this code already. Please wait for the next one on the organiser’s phone.',
  },
  own_attendance: {
    status: 403,
    'zh-CN': '您是组织者，请由另一位工作人员为您确认时长。',
    en: 'You are an organiser here: please have a colleague attest your hours.',
  },
  no_hours: {
    status: 409,
    'zh-CN': '这一年还没有已完成的服务时长，暂时不能开具证明。',
    en: 'There are no finished hours in that year yet, so there is nothing to certify.',
  },
  too_many_topics: {
    status: 409,
    'zh-CN': '您有不少议题还在等答复，请等社区处理后再提。',
    en: 'Many of your topics are still waiting for an answer. Please wait for the community before you propose more.',
  },
  too_many_statements: {
    status: 409,
    'zh-CN': '您在这个议题下已经写了很多观点，请把机会留给其他邻居，多看看大家的想法。',
    en: 'You have added as many statements as one person may here. Please read and answer those of your neighbours.',
  },
  topic_full: {
    status: 409,
    'zh-CN': '这个议题的观点已经很多，不能再加新的了，请对已有的观点表态。',
    en: 'This topic holds as many statements as it can. Please answer those that are there.',
  },
  not_invited: {
    status: 403,
    'zh-CN': '这次会议没有邀请到您。想参加，请扫社区发的邀请码。',
    en: 'You were not invited to this meeting. To come, scan the code on the community’s invitation.',
  },
  minutes_frozen: {
    status: 409,
    'zh-CN': '会议纪要已经公布，不能再改。',
    en: 'The minutes have been published and can no longer be changed.',
  },
  already_councillor: {
    status: 409,
    'zh-CN': '这位居民已经是代表委员了。',
    en: 'This resident is a councillor already.',
  },
  not_enough_points: {
    status: 409,
    'zh-CN': '积分不够，这次没有扣分。',
    en: 'There are not enough points. Nothing was taken.',
  },
  out_of_stock: {
    status: 409,
    'zh-CN': '已经兑完了，这次没有扣分。',
    en: 'This reward has run out. No points were taken.',
  },
  weekly_cap_reached: {
    status: 409,
    'zh-CN': '这位邻居本周的积分已到上限，下周一起可以再记。',
    en: 'This neighbour has reached the weekly limit of points. It starts anew on Monday.',
  },
  already_reversed: {
    status: 409,
    'zh-CN': '这笔积分已经冲正过了。',
    en: 'This transfer has already been reversed.',
  },
  wrong_pickup_code: {
    status: 409,
    'zh-CN': '兑换码不对，请核对居民手机上的 8 位数字。',
    en: 'The pick-up code is not right. Please check the eight digits on the resident’s phone.',
  },
  head_not_published: {
    status: 409,
    'zh-CN': '这笔记录还没有封存，每天 0:05 封存之后就可以核对。',
    en: 'This entry is not sealed yet. Entries are sealed every day at 00:05 and can be checked after that.',
  },
  already_voted: {
    status: 409,
    'zh-CN': '您已经投过票了，每人一票。',
    en: 'You have already voted. Each voter has one ballot.',
  },
  poll_not_open: {
    status: 409,
    'zh-CN': '现在不在投票时间内，这张选票没有计入。',
    en: 'The poll is not open now. This ballot was not counted.',
  },
  poll_not_closed: {
    status: 409,
    'zh-CN': '投票还没有结束，结束后才会公布结果。',
    en: 'The poll is still running. The result is shown after it has closed.',
  },
  not_on_roll: {
    status: 409,
    'zh-CN': '您不在这次投票的名册上；如有疑问，请在公示期内提出异议。',
    en: 'You are not on the roll of this poll. If you think you should be, please object while the roll is on display.',
  },
  bad_choice: {
    status: 409,
    'zh-CN': '选择的选项或数量不对，请重新选择。',
    en: 'These choices are not possible on this poll. Please choose again.',
  },
  bad_credential: {
    status: 403,
    'zh-CN': '这张选票的凭证无效，没有计入。',
    en: 'The credential of this ballot is not valid. It was not counted.',
  },
  notice_too_short: {
    status: 409,
    'zh-CN': '公示的时间不够，请把开始投票的时间往后放。',
    en: 'The notice period is too short. Please let the poll open later.',
  },
  window_not_allowed: {
    status: 409,
    'zh-CN': '投票的天数不在允许的范围内，请调整起止时间。',
    en: 'The poll would be open for too short or too long. Please change its times.',
  },
  roll_empty: {
    status: 409,
    'zh-CN': '名册上还没有人，不能发布。',
    en: 'Nobody is on the roll yet, so the poll cannot be announced.',
  },
  roll_too_large: {
    status: 409,
    'zh-CN': '名册人数太多，请分片区投票。',
    en: 'The roll is too large. Please hold the poll in parts.',
  },
  unit_on_roll: {
    status: 409,
    'zh-CN': '这一户已按原来的情况在名册上，请在同一次更正里先把原来的那一条移除，再加入新的。',
    en: 'This home is on the roll as it stood before. Take the old entry off in the same correction, then put the new one on.',
  },
  objections_over: {
    status: 409,
    'zh-CN': '提出异议的时间已经过了。',
    en: 'The time for objections is over.',
  },
  second_person_needed: {
    status: 409,
    'zh-CN': '需要由另一位工作人员确认。',
    en: 'Another member of staff has to confirm this.',
  },
  serial_taken: {
    status: 409,
    'zh-CN': '这个编号的纸质选票已经录入过。',
    en: 'A paper ballot with this number has already been entered.',
  },
  image_unreadable: {
    status: 400,
    'zh-CN': '这张图片打不开，请换一张 JPEG、PNG 或 WebP 图片。',
    en: 'This picture cannot be opened. Please choose a JPEG, PNG or WebP.',
  },
  voice_unreadable: {
    status: 400,
    'zh-CN': '这段录音打不开，请重新录一段。',
    en: 'This recording cannot be opened. Please record it again.',
  },
  voice_too_long: {
    status: 400,
    'zh-CN': '录音最长 60 秒，请录短一点。',
    en: 'A recording is 60 seconds at most. Please make it shorter.',
  },
  too_large: { status: 413, 'zh-CN': '内容太大，请缩小后再试。', en: 'This is too large. Please make it smaller.' },
  unsupported_media_type: {
    status: 415,
    'zh-CN': '不支持这种格式。',
    en: 'This format is not supported.',
  },
  too_many_requests: {
    status: 429,
    'zh-CN': '操作太频繁了，请稍等一会儿再试。',
    en: 'That was a bit too fast. Please wait a moment and try again.',
  },
  internal: {
    status: 500,
    'zh-CN': '系统出了点问题，内容没有丢，请稍后再试。',
    en: 'Something went wrong on our side. Please try again later.',
  },
  overloaded: {
    status: 503,
    'zh-CN': '现在使用的人太多，请稍后再试。',
    en: 'It is very busy right now. Please try again shortly.',
  },
  calendar_year_unknown: {
    status: 503,
    'zh-CN': '这一年的节假日安排还没有录入，暂时算不出办理期限，请联系街道。',
    en: 'The public holidays of that year are not in the calendar yet, so no due date can be set. Please contact the street office.',
  },
  phone_sign_in_unavailable: {
    status: 503,
    'zh-CN': '这里还没有开通短信登录，请换一种方式登录。',
    en: 'Signing in by phone is not set up here. Please sign in another way.',
  },
  storage_unavailable: {
    status: 503,
    'zh-CN': '暂时无法保存，请稍后再试；已有内容可以正常查看。',
    en: 'Saving is not possible right now. Please try again later; reading still works.',
  },
} as const

/** Sentences that say more than those of their code, where somebody is helped by knowing more. */
export const SENTENCES = {
  /** Of `wrong_state`. */
  shift_is_over: {
    'zh-CN': '这个班次已经结束，不能再报名了。',
    en: 'This shift is over, so nobody can sign up any more.',
  },
  /** Of `wrong_state`. */
  too_early_to_check_in: {
    'zh-CN': '还没到签到时间，班次开始前两小时起可以签到。',
    en: 'It is too early: checking in begins two hours before the shift.',
  },
  /** Of `wrong_state`. */
  too_early_to_check_out: {
    'zh-CN': '班次还没开始，现在签退记不上时长。来不了的话，请跟组织者说一声。',
    en: 'The shift has not begun: checking out now would count as nothing. If you cannot stay, please tell the organiser.',
  },
  /** Of `wrong_state`. */
  too_late_to_attest: {
    'zh-CN': '结束已超过一天。七天内还可以请社区或网格员补记。',
    en: 'It ended more than a day ago. The community or the grid officer can still put it down within seven days.',
  },
  /** Of `not_enough_points`. */
  points_already_spent: {
    'zh-CN': '按错的时长发的积分已经用掉，不够退回。请先和本人商量，再来更正。',
    en: 'The points that were given for these hours have been spent. Please talk to the volunteer first.',
  },
  /** Of `invalid_request`. */
  points_above_rule: {
    'zh-CN': '每小时积分不能高于社区的积分规则。空着就按规则给；要多给，请社区书记来开放这个班次。',
    en: 'Points per hour may not be above the rule of the community. Leave them out, or ask the secretary to open this shift.',
  },
  /** Of `not_allowed`. */
  others_wait_for_case: {
    'zh-CN': '邻居的诉求已并入这一件，大家都在等答复，所以不能撤回。',
    en: "Neighbours' cases have been merged into this one and are waiting for its answer, so it cannot be withdrawn.",
  },
  /** Of `invalid_request`. */
  refused_by_check: {
    'zh-CN': '这段话没有通过内容检查，改一改再发。',
    en: 'These words did not pass the content check. Please change them and send them again.',
  },
  /** Of `wrong_state`. */
  handled_by_colleague: {
    'zh-CN': '这件事已由其他工作人员处理。',
    en: 'A colleague has already handled this.',
  },
} as const

export type ErrorCode = keyof typeof ERRORS
export type SentenceKey = keyof typeof SENTENCES
export type Language = 'zh-CN' | 'en'
