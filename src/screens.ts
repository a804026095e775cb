/*
 * Every screen of the app. A name is "<feature>/<screen>" and lives in src/pages/<feature>/<screen>/index.tsx.
 * app.config.ts makes packages of it, platform/navigate.ts its typed route names.
 */

/** The tab bar's pages, in order; they live in the main package. The fifth is shown to staff alone. */
export const tabScreens = ['home/home', 'services/services', 'take-part/take-part', 'me/me', 'desk/desk'] as const

/**
 * One subpackage per feature: its name, then its screens. A new screen is a new word here, a new feature a new line:
 * `polls: ['list', 'detail'],` is src/pages/polls/list and src/pages/polls/detail.
 */
export const featureScreens = {
  session: ['sign-in'],
  membership: ['join', 'waiting', 'places', 'request'],
  inbox: ['list'],
  account: ['profile', 'settings', 'kept', 'staff-views', 'outbox', 'posts'],
  moderation: ['report', 'case', 'appeal'],
  feed: ['post', 'compose'],
  notices: ['list', 'detail', 'receipts', 'compose'],
  search: ['search'],
  appeals: ['report', 'list', 'detail'],
  casework: ['templates', 'hand-over', 'dispatch', 'ratings', 'care-task', 'import-cases'],
  insights: ['place'],
  alerts: ['raise', 'detail'],
  'mutual-aid': [
    'needs',
    'need',
    'ask',
    'match',
    'offers',
    'offer',
    'circle',
    'sensors',
    'gifts',
    'give',
    'services',
    'book',
    'bookings',
    'lists',
    'volunteers',
    'enter-service',
  ],
  deliberation: [
    'list',
    'propose',
    'topic',
    'cards',
    'map',
    'meeting',
    'minutes',
    'talk',
    'ranking',
    'rules',
    'council',
  ],
  voting: [
    'polls',
    'poll',
    'ballot',
    'receipt',
    'result',
    'roll',
    'prepare',
    'simulator',
    'paper',
    'objections',
    'corrections',
    'register',
  ],
  points: ['account', 'entry', 'rewards', 'redemption', 'redemptions', 'ledger', 'give', 'counter', 'shelve'],
  volunteering: [
    'activities',
    'activity',
    'shift',
    'shifts',
    'check-in',
    'roll',
    'record',
    'check',
    'compose',
    'plan',
    'call',
    'call-out',
    'profile',
  ],
} as const satisfies Record<string, readonly string[]>

export type TabScreen = (typeof tabScreens)[number]

type Features = typeof featureScreens

export type FeatureScreen = {
  [Feature in keyof Features]: `${Feature & string}/${Features[Feature] extends readonly (infer Name extends string)[] ? Name : never}`
}[keyof Features]

export type Screen = TabScreen | FeatureScreen
