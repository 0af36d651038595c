import sanitizeHtml from 'sanitize-html'

/** Where our own pictures are; the id is in the name. */
const OWN_PICTURE = /^\/media\/[0-9a-f]{2}\/([0-9a-f]{32})-\d{1,4}\.webp$/
const ANY_PICTURE = /\/media\/[0-9a-f]{2}\/([0-9a-f]{32})-\d{1,4}\.webp/g

/** Ids of the pictures a text may show, whether or not they are allowed in it. */
export const pictureIdsIn = (html: string): string[] => [...new Set(Array.from(html.matchAll(ANY_PICTURE), ([, id]) => id!))]

/**
 * What the editor can make, and nothing else: no scripts, no handlers, no styles but the side a line stands on, links to pages
 * only, pictures of the shop only. A text that shows nothing is ''. Headings begin at the third level, below those of the page.
 */
export function cleanText(html: string, isAllowed: (pictureId: string) => boolean): string {
  const clean = sanitizeHtml(html, {
    allowedTags: ['p', 'h3', 'h4', 'strong', 'em', 'u', 's', 'a', 'ul', 'ol', 'li', 'blockquote', 'hr', 'br', 'img', 'table', 'tbody', 'thead', 'tr', 'th', 'td'],
    allowedAttributes: { a: ['href', 'target', 'rel'], img: ['src', 'alt', 'width', 'height', 'loading'], td: ['colspan', 'rowspan'], th: ['colspan', 'rowspan'], p: ['style'], h3: ['style'], h4: ['style'], ol: ['start'] },
    allowedStyles: { '*': { 'text-align': [/^(?:left|center|right|justify)$/] } },
    allowedSchemes: ['https', 'http', 'mailto', 'tel'],
    allowedSchemesByTag: { img: [] },
    allowProtocolRelative: false,
    nestingLimit: 30,
    transformTags: {
      b: 'strong',
      i: 'em',
      strike: 's',
      del: 's',
      h1: 'h3',
      h2: 'h3',
      h5: 'h4',
      h6: 'h4',
      div: 'p',
      a: (tagName, { href = '' }) => ({ tagName, attribs: { href, ...href.startsWith('/') ? {} : { target: '_blank', rel: 'noopener noreferrer nofollow' } } as Record<string, string> }),
      img: (tagName, { src = '', alt = '', width, height }) => ({ tagName, attribs: { src, alt, ...isNumber(width) && isNumber(height) ? { width, height } : {}, loading: 'lazy' } as Record<string, string> }),
    },
    exclusiveFilter: ({ tag, attribs }) => tag === 'img' && !isAllowed(OWN_PICTURE.exec(attribs.src ?? '')?.[1] ?? ''),
  }).trim()
  return showsNothing(clean) ? '' : clean
}

const isNumber = (text: string | undefined): text is string => text !== undefined && /^\d{1,4}$/.test(text)

const showsNothing = (html: string) => !/<(?:img|hr|td|th)\b/.test(html) && !/\S/.test(html.replace(/<[^>]*>|&nbsp;|\u00A0/g, ''))
