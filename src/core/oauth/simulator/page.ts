import type { Lang } from '../../../kit/errors.ts'
import type { DemoQQ } from './qq.ts'
import { createHash } from 'node:crypto'

const TEXTS = {
  'zh-CN': { title: 'QQ 登录（模拟）', simulation: '模拟环境 · 不是真的 QQ', lead: '选择一个 QQ 授权登录“邻里”', number: 'QQ', linked: '已绑定演示房客', cancel: '取消', error: '授权请求不正确', code: '错误代码' },
  'en': { title: 'Sign in with QQ (simulated)', simulation: 'Simulation · this is not QQ', lead: 'Choose a QQ to sign in to Linli', number: 'QQ', linked: 'linked to the demo guest', cancel: 'Cancel', error: 'This request is not in order', code: 'Error code' },
} satisfies Record<Lang, Record<string, string>>

// The page stands for another company's: it has its own few colours, and nothing from outside.
const STYLE = `
:root { color-scheme: light dark; --bg: light-dark(#eef3fb, #10151d); --card: light-dark(#fff, #1a212c); --ink: light-dark(#1c2733, #eef2f7); --soft: light-dark(#51606f, #b3c0ce); --line: light-dark(#d5dee9, #333e4b); --edge: light-dark(#6f7f8f, #7f90a2); --blue: light-dark(#1257b8, #8fbdff); --note: light-dark(#fff4d6, #3a3018); --on-note: light-dark(#6b4700, #f2d38a) }
* { box-sizing: border-box }
body { margin: 0; min-height: 100vh; background: var(--bg); color: var(--ink); font: 16px/1.6 "PingFang SC", "HarmonyOS Sans SC", "Noto Sans CJK SC", "Microsoft YaHei", system-ui, sans-serif; overflow-wrap: anywhere }
main { max-width: 440px; margin: 0 auto; padding: 16px }
.note { margin: 0; padding: 8px 12px; border-radius: 8px; background: var(--note); color: var(--on-note); font-size: 14px; text-align: center }
h1 { margin: 24px 0 4px; font-size: 20px; font-weight: 600; text-align: center }
.lead { margin: 0 0 20px; color: var(--soft); text-align: center }
form { display: grid; gap: 12px }
button { display: grid; grid-template-columns: auto 1fr; align-items: center; gap: 12px; width: 100%; min-height: 64px; padding: 8px 16px; border: 1px solid var(--line); border-radius: 12px; background: var(--card); color: var(--ink); font: inherit; text-align: start; cursor: pointer }
button svg { width: 44px; height: 44px }
.who { display: grid; line-height: 1.4 }
.who span { color: var(--soft); font-size: 14px }
.cancel { display: block; min-height: 48px; border-color: var(--edge); background: transparent; text-align: center }
:focus-visible { outline: 3px solid var(--blue); outline-offset: 2px }
`
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64')

/** Nothing from anywhere but the page itself; its form goes to this site. */
export const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'cache-control': 'no-store',
  'referrer-policy': 'same-origin', // with no referrer browsers send their forms with `Origin: null`
  'x-content-type-options': 'nosniff',
}

/** Who to sign in as; the query is handed back with the form. */
export function authorizePage(people: readonly DemoQQ[], query: string, action: string, lang: Lang): string {
  const t = TEXTS[lang]
  const choices = people.map(({ openid, number, name, color }, i) => `<button name="openid" value="${openid}">${face(color, name[lang])}
<span class="who"><strong>${escaped(name[lang])}</strong><span>${t.number} ${number}${i === 0 ? ` · ${t.linked}` : ''}</span></span></button>`)
  return page(lang, `<p class="lead">${t.lead}</p><form method="post" action="${action}"><input type="hidden" name="query" value="${escaped(query)}">
${choices.join('\n')}
<button class="cancel" name="cancel" value="1">${t.cancel}</button></form>`)
}

/** QQ's page for what it does not accept: a code and no more. */
export function refusalPage(code: number, lang: Lang): string {
  const t = TEXTS[lang]
  return page(lang, `<p class="lead">${t.error}<br>${t.code} ${code}</p>`)
}

const face = (color: string, name: string) => `<svg viewBox="0 0 44 44" aria-hidden="true"><circle cx="22" cy="22" r="22" fill="${color}"/><text x="22" y="29" fill="#fff" font-size="20" font-weight="600" text-anchor="middle">${escaped([...name][0]!)}</text></svg>`

function page(lang: Lang, content: string): string {
  const t = TEXTS[lang]
  return `<!doctype html>
<html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
<link rel="icon" href="data:,"><title>${t.title}</title><style>${STYLE}</style></head>
<body><main><p class="note" role="note">${t.simulation}</p><h1>${t.title}</h1>
${content}</main></body></html>
`
}

const escaped = (text: string) => text.replace(/[&<>"']/g, char => `&#${char.charCodeAt(0)};`)
