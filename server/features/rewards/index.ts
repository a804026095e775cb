export { expireRedemptions } from './expire-redemptions'
export { rewardsHolder } from './personal-data'
export { rewardsRoutes } from './routes'
