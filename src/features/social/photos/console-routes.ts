import type { App } from '../../../kit/http/app.ts'
import type { Parts } from '../../../kit/module.ts'
import { Type } from 'typebox'
import { staffOf } from '../../../kit/http/callers.ts'
import { PageQuery } from '../../../kit/pagination.ts'
import { ByNumber } from '../safety/console-contract.ts'
import { Approvals, Approved, BannedPhotoList, ByHash, Judged, PhotoList, PhotoQuery, PhotoVerdict, Removal } from './console-contract.ts'
import { approvePhotos, bannedPhotosForStaff, judgePhoto, photosForStaff, releasePhoto } from './console-photos.ts'

const base = '/api/v1/console/social'
const config = { who: { staff: 'social.photos' } }

export function addConsolePhotoRoutes(app: App, parts: Parts) {
  app.get(`${base}/photos`, { config, schema: { summary: 'Photos to look at, the oldest first', querystring: PhotoQuery, response: { 200: PhotoList } } }, request => photosForStaff(parts, request.query))
  app.put(`${base}/photos/:id/state`, { config, schema: { summary: 'Approve a photo, or reject it', params: ByNumber, body: PhotoVerdict, response: { 200: Judged } } }, request => judgePhoto(parts, staffOf(request), request.params.id, request.body))
  app.post(`${base}/photo-approvals`, { config, schema: { summary: 'Approve many photos', body: Approvals, response: { 200: Approved } } }, request => approvePhotos(parts, staffOf(request), request.body.ids))
  app.get(`${base}/banned-photos`, { config, schema: { summary: 'Pictures that may not come back', querystring: PageQuery, response: { 200: BannedPhotoList } } }, request => bannedPhotosForStaff(parts, request.query))
  app.delete(`${base}/banned-photos/:id`, { config, schema: { summary: 'Let a picture come back', params: ByHash, body: Removal, response: { 200: Type.Null() } } }, request => releasePhoto(parts, staffOf(request), request.params.id, request.body.reason))
}
