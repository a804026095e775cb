export * from './network-mini'
