import type { App } from '../../../kit/http/app.ts'
import type { Parts } from '../../../kit/module.ts'
import { memberOf } from '../../../kit/http/callers.ts'
import { uploadedPicture } from '../../../core/media/index.ts'
import { ByPhoto, MyPhotos, MyProfile, MySettings, PhotoOrder, Place, Placed, ProfileChanges, SettingsChanges } from './contract.ts'
import { addPhoto, removePhoto, sortPhotos } from './photos.ts'
import { takePlace } from './place.ts'
import { changeProfile, changeSettings, readProfile, readSettings } from './profile.ts'

const base = '/api/v1/social'
const member = { who: 'member' } as const
const writing = { who: 'member', limit: { points: 60, seconds: 60, by: 'member' } } as const
const uploading = { who: 'member', limit: { points: 40, seconds: 3600, by: 'member' } } as const

export function addProfileRoutes(app: App, parts: Parts) {
  const idOf = (request: Parameters<typeof memberOf>[0]) => memberOf(request).accountId
  app.get(`${base}/profile`, { config: member, schema: { summary: 'My profile, and what is missing', response: { 200: MyProfile } } }, request => readProfile(parts, idOf(request), request.lang))
  app.patch(`${base}/profile`, { config: writing, schema: { summary: 'Change my profile; the birth date can be set once', body: ProfileChanges, response: { 200: MyProfile } } }, request => changeProfile(parts, idOf(request), request.body, request.lang))
  app.get(`${base}/settings`, { config: member, schema: { summary: 'Whom I want to meet, and how', response: { 200: MySettings } } }, request => readSettings(parts, idOf(request), request.lang))
  app.patch(`${base}/settings`, { config: writing, schema: { summary: 'Change whom I want to meet, and how', body: SettingsChanges, response: { 200: MySettings } } }, request => changeSettings(parts, idOf(request), request.body, request.lang))

  app.post(`${base}/photos`, { config: uploading, schema: { summary: 'Put a photo (form field `image`) behind the others', response: { 201: MyPhotos } } }, async (request, reply) => {
    const photos = await addPhoto(parts, idOf(request), await uploadedPicture(request))
    reply.code(201)
    return photos
  })
  app.delete(`${base}/photos/:id`, { config: writing, schema: { summary: 'Take a photo away', params: ByPhoto, response: { 200: MyPhotos } } }, request => removePhoto(parts, idOf(request), request.params.id))
  app.put(`${base}/photos/order`, { config: writing, schema: { summary: 'Put my photos in order; the first is the cover', body: PhotoOrder, response: { 200: MyPhotos } } }, request => sortPhotos(parts, idOf(request), request.body.ids))

  app.put(`${base}/location`, { config: writing, schema: { summary: 'Where I am; kept as a cell of kilometres', body: Place, response: { 200: Placed } } }, request => takePlace(parts, idOf(request), request.body, request.lang))
}
