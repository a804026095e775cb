import type { CreateRewardRequest, PageOf, Redemption, RedemptionAction, Reward, RewardAction } from '../contract'
import type { HttpClient } from './http-client'

/** Rewards and redemptions. None of it is kept for later: a piece is only there while it is there. */
export class RewardsApi {
  constructor(private readonly http: HttpClient) {}

  listRewards(placeId: string, cursor: string | null): Promise<PageOf<Reward>> {
    return this.http.get(`/places/${placeId}/rewards`, { cursor })
  }

  createReward(id: string, reward: CreateRewardRequest): Promise<Reward> {
    return this.http.put(`/rewards/${id}`, reward)
  }

  actOnReward(id: string, act: RewardAction): Promise<Reward> {
    return this.http.post(`/rewards/${id}/actions`, act)
  }

  redeem(id: string, rewardId: string): Promise<Redemption> {
    return this.http.put(`/redemptions/${id}`, { rewardId })
  }

  listMyRedemptions(cursor: string | null): Promise<PageOf<Redemption>> {
    return this.http.get('/me/redemptions', { cursor })
  }

  getRedemption(id: string): Promise<Redemption> {
    return this.http.get(`/redemptions/${id}`)
  }

  findByCode(placeId: string, pickupCode: string): Promise<PageOf<Redemption>> {
    return this.http.get(`/places/${placeId}/redemptions`, { pickupCode })
  }

  actOnRedemption(id: string, act: RedemptionAction): Promise<Redemption> {
    return this.http.post(`/redemptions/${id}/actions`, act)
  }
}
