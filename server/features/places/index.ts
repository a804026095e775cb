export { readHouseholdRows } from './household-rows'
export { importHouseholds } from './import-households'
export { posterSvg } from './poster'
export { presentPlace, presentPlaceBrief } from './presenter'
export {
  findHousehold,
  findPlace,
  findPlaceByCode,
  hasDemoPlaces,
  listChildren,
  listHouseholds,
  listHouseholdsByIds,
  listPlacesByIds,
  listSubtree,
  type PlaceRow,
} from './repository'
export { type PlaceAbilities, type PlaceFacts, placesRoutes } from './routes'
export { idsOnPath, isWithin } from './rules'
