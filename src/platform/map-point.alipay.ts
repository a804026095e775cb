export * from './map-point-mini'
