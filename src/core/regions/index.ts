import { defineModule } from '../../kit/module.ts'
import { addRegionRoutes } from './routes.ts'

export type { Point } from './centres.ts'
export { centreOfCity, nearestCity } from './centres.ts'
export { cityName, isCurrentCity, isCurrentDistrict, isCurrentRegion, regionName } from './divisions.ts'

/** Provinces, cities and districts: what they are called, and lists to choose from. */
export const regions = defineModule({ name: 'regions', routes: addRegionRoutes })
