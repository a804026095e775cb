export { readHouseholdRows } from './household-rows'
export { importHouseholds } from './import-households'
export { posterSvg } from './poster'
export { presentHousehold, presentPlace, presentPlaceBrief } from './presenter'
export {
  findHousehold,
  findPlace,
  findPlaceByCode,
  listChildren,
  listHouseholds,
  listHouseholdsByIds,
  listPlacesByIds,
  listSubtree,
  type PlaceRow,
} from './repository'
export { type AbilitiesAt, placesRoutes } from './routes'
export { idsOnPath, isWithin } from './rules'
