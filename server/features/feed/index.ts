export { listTalk, type TalkRow } from './list-talk'
export { feedHolder } from './personal-data'
export { feedSubjects } from './reportable'
export { feedRoutes } from './routes'
