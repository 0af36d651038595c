import type { App } from '../../../kit/http/app.ts'
import type { Parts } from '../../../kit/module.ts'
import { Type } from 'typebox'
import { uploadedPicture } from '../../../core/media/index.ts'
import { staffOf } from '../../../kit/http/callers.ts'
import { ById } from '../atoms.ts'
import { addAd, adSlotsForStaff, changeAd, nameSlot, pictureAd, removeAd, reorderAds } from './ads.ts'
import { addChannelGroup, channelGroupsForStaff, removeChannelGroup, renameChannelGroup, reorderChannelGroups, setChannels } from './channels.ts'
import { AdChange, BySlot, ChannelGroupChange, ConsoleAd, ConsoleAdSlot, ConsoleChannelGroup, GroupChannels, NewAd, NewChannelGroup, NewOrder, SlotChange } from './contract.ts'

const base = '/api/v1/console/mall/shopfront'
const config = { who: { staff: 'mall.marketing' } }
const Done = Type.Null()

export function addShopfrontRoutes(app: App, parts: Parts) {
  addChannelRoutes(app, parts)
  addAdRoutes(app, parts)
}

function addChannelRoutes(app: App, parts: Parts) {
  const all = `${base}/channel-groups`
  app.get(all, { config, schema: { summary: 'The groups of the home page\'s menu with their channels', response: { 200: Type.Array(ConsoleChannelGroup) } } }, () => channelGroupsForStaff(parts))
  app.post(all, { config, schema: { summary: 'Add a group', body: NewChannelGroup, response: { 201: ById } } }, async (request, reply) => {
    reply.code(201)
    return addChannelGroup(parts, staffOf(request), request.body.name)
  })
  app.patch(`${all}/:id`, { config, schema: { summary: 'Rename a group', params: ById, body: ChannelGroupChange, response: { 200: Done } } }, async (request) => {
    await renameChannelGroup(parts, staffOf(request), request.params.id, request.body)
    return null
  })
  app.put(`${all}/:id/channels`, { config, schema: { summary: 'The channels of a group, in their order', params: ById, body: GroupChannels, response: { 200: Done } } }, async (request) => {
    await setChannels(parts, staffOf(request), request.params.id, request.body)
    return null
  })
  app.put(`${all}/order`, { config, schema: { summary: 'Put the groups in order', body: NewOrder, response: { 200: Done } } }, async (request) => {
    await reorderChannelGroups(parts, staffOf(request), request.body.ids)
    return null
  })
  app.delete(`${all}/:id`, { config, schema: { summary: 'Delete a group with its channels', params: ById, response: { 200: Done } } }, async (request) => {
    await removeChannelGroup(parts, staffOf(request), request.params.id)
    return null
  })
}

function addAdRoutes(app: App, parts: Parts) {
  app.get(`${base}/ad-slots`, { config, schema: { summary: 'The places for advertisements, with those that run, will run and have run', response: { 200: Type.Array(ConsoleAdSlot) } } }, () => adSlotsForStaff(parts))
  app.patch(`${base}/ad-slots/:key`, { config, schema: { summary: 'Rename a place for advertisements', params: BySlot, body: SlotChange, response: { 200: Done } } }, async (request) => {
    await nameSlot(parts, staffOf(request), request.params.key, request.body.name)
    return null
  })
  app.put(`${base}/ad-slots/:key/order`, { config, schema: { summary: 'Put the advertisements of a place in order', params: BySlot, body: NewOrder, response: { 200: Done } } }, async (request) => {
    await reorderAds(parts, staffOf(request), request.params.key, request.body.ids)
    return null
  })
  app.post(`${base}/ads`, { config, schema: { summary: 'Add an advertisement; visitors see it once it has a picture', body: NewAd, response: { 201: ConsoleAd } } }, async (request, reply) => {
    const ad = await addAd(parts, staffOf(request), request.body)
    reply.code(201)
    return ad
  })
  app.put(`${base}/ads/:id`, { config, schema: { summary: 'Change an advertisement', params: ById, body: AdChange, response: { 200: ConsoleAd } } }, request => changeAd(parts, staffOf(request), request.params.id, request.body))
  app.put(`${base}/ads/:id/picture`, {
    config,
    schema: { summary: 'The picture of an advertisement, cut to its place (multipart, field `image`)', consumes: ['multipart/form-data'], params: ById, response: { 200: ConsoleAd } },
  }, async request => pictureAd(parts, staffOf(request), request.params.id, await uploadedPicture(request)))
  app.delete(`${base}/ads/:id`, { config, schema: { summary: 'Delete an advertisement', params: ById, response: { 200: Done } } }, async (request) => {
    await removeAd(parts, staffOf(request), request.params.id)
    return null
  })
}
