import type { Translated } from '../translated'
import type { doing as source } from '../zh-CN/doing'

export const doing: Translated<typeof source> = {
  servicesTitle: 'Services',
  servicesIntro: 'What you can get done in {{place}} today',
  takePartTitle: 'Take part',
  takePartIntro: 'How you can take part in {{place}} today',
  notices: 'Read notices',
  noticesNote: 'Water and power, events, policies: all the community says',
  address: 'Register my address',
  addressNote: 'Check it, move, join another home',
  rewards: 'Points and rewards',
  rewardsNote: 'Every entry can be checked, and nothing is taken as a penalty',
  messages: 'Read messages',
  messagesNote: 'News of requests, replies from neighbours',
  tellCommunity: 'Tell the community something',
  tellCommunityNote: 'Say it in the feed; staff and neighbours both read it',
  post: 'Say what is going on',
  postNote: 'Write a post',
  give: 'Give something away',
  giveNote: 'Post it under Giving; a neighbour comes for it',
  lost: 'Lost or found something',
  lostNote: 'Post it under Lost and found; neighbours look out for it',
  recommend: 'Recommend something good',
  recommendNote: 'A locksmith, a barber, a grocer you like',
  confirm: 'Confirm a notice',
  confirmNote: 'One tap tells the community that it reached your home',
  coming: 'Coming soon',
  comingNote: 'Still being prepared. Have a look at what they will be',
  upcomingLead: 'This is not open yet.',
  upcomingTell: 'Tell the community in a post',
  starter: '[{{name}}] ',
  features: {
    appeal: 'Report',
    need: 'Get help',
    volunteer: 'Volunteer',
    deliberate: 'Deliberate',
    vote: 'Vote',
  },
  will: {
    appeal:
      'A broken light, a blocked drain: take a picture and send it in. You will see who has it, how far it is and when to expect an answer, and you judge how it was done.',
    need: 'Ask for a hand, or offer one. People are matched by distance and time; phone and door are shown only after both agree.',
    volunteer:
      'Find an activity, choose a shift, sign up and check in by QR. Your hours are recorded, and you can have a certificate.',
    deliberate:
      'Hear everybody before something big is settled. Say what you think, see what all agree on, then meet and decide.',
    vote: 'Elections, decisions, owners’ votes. Nobody learns how you voted, and you can check that your ballot was counted.',
  },
}
