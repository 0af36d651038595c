import { seeded } from '../../../kit/draw.ts'

/** An SVG text, 512×512, of a person's portrait; the same seed gives the same one. */
export function drawAvatar(seed: string, person: { sex?: 'female' | 'male', age?: 'young' | 'middle' | 'senior' } = {}): string {
  const random = seeded(`avatar ${seed}`)
  const ground = random.pick(['#e8d3bd', '#cfdccb', '#d9cfe0', '#cddbe2', '#ecd0c4'])
  const skin = random.pick(['#f0c9a8', '#e6b78f', '#f4d5b8', '#d9a57c'])
  const hair = person.age === 'senior' ? random.pick(['#9b958e', '#c9c4bd']) : random.pick(['#2b221d', '#3a2a20', '#4c3526'])
  const shirt = random.pick(['#c4532d', '#2f6b52', '#6d4f72', '#3d5a78', '#8a6a44'])
  const long = person.sex === 'female'
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512" width="512" height="512">
<rect width="512" height="512" fill="${ground}"/>
${long ? `<path d="M138 230c0-90 50-146 118-146s118 56 118 146v150H138z" fill="${hair}"/>` : ''}
<path d="M76 512c8-98 78-150 180-150s172 52 180 150z" fill="${shirt}"/>
<path d="M212 320h88v62c-16 26-72 26-88 0z" fill="${skin}"/>
<ellipse cx="256" cy="244" rx="94" ry="112" fill="${skin}"/>
<path d="M158 232c-8-92 44-142 98-142s110 46 98 142c-18-50-46-74-98-74s-84 26-98 74z" fill="${hair}"/>
<g fill="#2b221d"><circle cx="218" cy="250" r="9"/><circle cx="294" cy="250" r="9"/></g>
<path d="M222 302c18 16 50 16 68 0" fill="none" stroke="#a4563d" stroke-width="7" stroke-linecap="round"/>
</svg>`
}
