import type { SignalChannel } from '../../src/contract'
import { ConfigError, type Env } from './reading'

/** The key with which a channel signs what it sends. While a key is changed, a channel has two. */
export interface SignalKey {
  channel: SignalChannel
  key: string
}

const CHANNELS: readonly SignalChannel[] = ['12345', 'hotline', 'smoke_sensor', 'door_sensor']
const KEY_CHARACTERS_MIN = 32

export function readSignalKeys(env: Env): SignalKey[] {
  return (env.LINLI_SIGNAL_KEYS ?? '')
    .split(',')
    .filter(Boolean)
    .map((pair) => {
      const [, name = '', key = ''] = /^\s*(\w+)=(\S*)\s*$/.exec(pair) ?? []
      const channel = CHANNELS.find((known) => known === name)
      if (channel === undefined) {
        throw new ConfigError(`LINLI_SIGNAL_KEYS must read "channel=KEY,…" with the channels ${CHANNELS.join(', ')}.`)
      }
      if (key.length < KEY_CHARACTERS_MIN) {
        throw new ConfigError(
          `LINLI_SIGNAL_KEYS: the key of ${channel} must be at least ${KEY_CHARACTERS_MIN} characters long.`,
        )
      }
      return { channel, key }
    })
}
