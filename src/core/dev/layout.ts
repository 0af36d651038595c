import type { Lang } from '../../kit/errors.ts'
import { createHash } from 'node:crypto'

const WORDS = {
  'zh-CN': { outbox: '发件箱', clock: '时钟', site: '打开网站', note: '演示站点：这里能看到发出的验证码，也能调快时间。', copied: '已复制', nav: '演示工具' },
  'en': { outbox: 'Outbox', clock: 'Clock', site: 'Site', note: 'A demo site: here you can read the codes that were sent and move time forward.', copied: 'Copied', nav: 'Demo tools' },
} satisfies Record<Lang, Record<string, string>>

const STYLE = `
:root { color-scheme: light dark; --bg: light-dark(#faf7f2, #161210); --card: light-dark(#fff, #211b17); --ink: light-dark(#2a211b, #f4ede5); --soft: light-dark(#5e5349, #cdc1b5); --line: light-dark(#e8e0d6, #3a3129); --edge: light-dark(#8f8377, #8d8074); --accent: light-dark(#c4461d, #e8734a); --on-accent: light-dark(#fff, #2a120a); --accent-text: light-dark(#b83f18, #f4936f); --danger: light-dark(#b3261e, #f59a91) }
* { box-sizing: border-box }
body { margin: 0; background: var(--bg); color: var(--ink); font: 16px/1.6 "PingFang SC", "HarmonyOS Sans SC", "Noto Sans CJK SC", "Microsoft YaHei", system-ui, sans-serif; overflow-wrap: anywhere }
header, main { max-width: 680px; margin: 0 auto; padding: 12px 16px }
nav { display: flex; flex-wrap: wrap; gap: 4px 8px; align-items: center }
nav a { display: inline-flex; align-items: center; min-height: 44px; padding: 0 12px; border-radius: 12px; color: var(--ink) }
nav a[aria-current=page] { background: var(--card); box-shadow: inset 0 0 0 1px var(--edge); text-decoration: none; font-weight: 600 }
nav .end { margin-left: auto }
main { padding-bottom: 48px }
.note, .soft { margin: 0; color: var(--soft); font-size: 14px }
h1 { margin: 0 0 4px; font-size: 28px; line-height: 1.3 }
h2 { margin: 32px 0 8px; font-size: 18px; font-weight: 600 }
ul { display: grid; gap: 12px; margin: 0; padding: 0; list-style: none }
.card { padding: 16px; border: 1px solid var(--line); border-radius: 12px; background: var(--card) }
.card p { margin: 0 }
.text { white-space: pre-line }
.row { display: flex; flex-wrap: wrap; gap: 4px 12px; align-items: center; justify-content: space-between }
.code { font-size: 34px; line-height: 1.4; font-weight: 600; font-variant-numeric: tabular-nums; letter-spacing: 0.08em; user-select: all }
.now { font-size: 22px; font-weight: 600; font-variant-numeric: tabular-nums }
.copy { display: none }
.js .copy { display: block }
.captchas { grid-template-columns: repeat(auto-fill, minmax(150px, 1fr)) }
form { display: flex; flex-wrap: wrap; gap: 12px; align-items: end; margin-top: 12px }
label { display: grid; gap: 4px; font-size: 14px; color: var(--soft) }
button, input { min-height: 44px; padding: 8px 16px; border: 1px solid var(--edge); border-radius: 12px; background: var(--card); color: var(--ink); font: inherit }
button { cursor: pointer }
button.main { border-color: var(--accent); background: var(--accent); color: var(--on-accent); font-weight: 600 }
input { width: 8em }
a { color: var(--accent-text) }
.problem { color: var(--danger) }
:focus-visible { outline: 2px solid var(--accent-text); outline-offset: 2px }
.told { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
`

/** Nothing from anywhere but this site. */
export const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; script-src 'self'; connect-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'cache-control': 'no-store',
  'referrer-policy': 'same-origin', // with no referrer browsers send their forms with `Origin: null`
  'x-content-type-options': 'nosniff',
}

/** A page of the demo's tools. What stands inside `#live` is renewed while one looks at it. */
export function layout(lang: Lang, here: 'outbox' | 'clock', content: string): string {
  const words = WORDS[lang]
  const link = (name: 'outbox' | 'clock') => `<a href="/dev/${name}?lang=${lang}"${name === here ? ' aria-current="page"' : ''}>${words[name]}</a>`
  const other = lang === 'en' ? '<a class="end" href="?lang=zh-CN" lang="zh-CN">中文</a>' : '<a class="end" href="?lang=en" lang="en">English</a>'
  return `<!doctype html>
<html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
<link rel="icon" href="data:,"><title>${words[here]} · Linli 邻里</title><style>${STYLE}</style><script src="/dev/live.js" defer></script></head>
<body><header><nav aria-label="${words.nav}">${link('outbox')}${link('clock')}<a href="/">${words.site}</a>${other}</nav></header>
<main><h1>${words[here]}</h1><p class="note">${words.note}</p>
${content}<p id="told" class="told" role="status" data-copied="${words.copied}"></p></main></body></html>
`
}

export const escaped = (text: string) => text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`)

/** '2027年3月1日星期一 14:00', in Shanghai. */
export function timeText(instant: Date, lang: Lang): string {
  return new Intl.DateTimeFormat(lang, { timeZone: 'Asia/Shanghai', dateStyle: 'full', timeStyle: 'short', hourCycle: 'h23' }).format(instant)
}
