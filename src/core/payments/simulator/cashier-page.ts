import type { Lang } from '../../../kit/errors.ts'
import type { Visit } from './cashier.ts'
import { createHash } from 'node:crypto'
import { yuanText } from '../../../kit/money.ts'
import { shanghaiTime } from '../alipay.ts'

const TEXTS = {
  'zh-CN': {
    title: '支付宝模拟收银台',
    simulation: '模拟环境 · 不会扣真钱',
    amount: '支付金额',
    subject: '商品',
    number: '订单号',
    until: '请在此前支付',
    pay: '确认支付',
    paySilently: '支付但不通知',
    silentHint: '“支付但不通知”演示异步通知丢失：网站会自己去查询结果。',
    cancel: '取消',
    paid: '这笔订单已经支付',
    closed: '交易已关闭，不能再支付',
    back: '返回商家',
    error: '无法打开这笔交易',
    code: '错误代码',
  },
  'en': {
    title: 'Simulated Alipay cashier',
    simulation: 'Simulation · no real money moves',
    amount: 'Amount to pay',
    subject: 'For',
    number: 'Order number',
    until: 'Pay before',
    pay: 'Confirm payment',
    paySilently: 'Pay, but send no notice',
    silentHint: '“Pay, but send no notice” shows a lost notification: the site then asks for the result by itself.',
    cancel: 'Cancel',
    paid: 'This order has been paid',
    closed: 'This trade is closed and can no longer be paid',
    back: 'Back to the merchant',
    error: 'This trade cannot be opened',
    code: 'Error code',
  },
} satisfies Record<Lang, Record<string, string>>

// The page stands for another company's: it has its own few colours, and nothing from outside.
const STYLE = `
:root { color-scheme: light dark; --bg: light-dark(#f2f5f9, #11161d); --card: light-dark(#fff, #1b222c); --ink: light-dark(#1c2733, #eef2f7); --soft: light-dark(#51606f, #b3c0ce); --line: light-dark(#d9e0e8, #333e4b); --blue: light-dark(#1257b8, #8fbdff); --on-blue: light-dark(#fff, #08203f); --edge: light-dark(#6f7f8f, #7f90a2); --note: light-dark(#fff4d6, #3a3018); --on-note: light-dark(#6b4700, #f2d38a) }
* { box-sizing: border-box }
body { margin: 0; min-height: 100vh; background: var(--bg); color: var(--ink); font: 16px/1.6 "PingFang SC", "HarmonyOS Sans SC", "Noto Sans CJK SC", "Microsoft YaHei", system-ui, sans-serif; overflow-wrap: anywhere }
main { max-width: 440px; margin: 0 auto; padding: 16px }
.note { margin: 0; padding: 8px 12px; border-radius: 8px; background: var(--note); color: var(--on-note); font-size: 14px; text-align: center }
h1 { margin: 20px 0 12px; font-size: 18px; font-weight: 600; text-align: center }
section { padding: 20px 16px; border: 1px solid var(--line); border-radius: 12px; background: var(--card) }
.amount { margin: 0 0 16px; text-align: center }
.amount span { display: block; color: var(--soft); font-size: 14px }
.amount strong { font-size: 34px; line-height: 1.3; font-variant-numeric: tabular-nums }
dl { display: grid; grid-template-columns: auto 1fr; gap: 8px 16px; margin: 0 0 20px; padding-top: 16px; border-top: 1px solid var(--line); font-size: 14px }
dt { color: var(--soft) }
dd { margin: 0; text-align: right }
form { display: grid; gap: 12px }
button, .button { display: block; width: 100%; min-height: 48px; padding: 10px 16px; border: 1px solid var(--edge); border-radius: 12px; background: transparent; color: var(--ink); font: inherit; line-height: 26px; text-align: center; text-decoration: none; cursor: pointer }
.main { border-color: var(--blue); background: var(--blue); color: var(--on-blue); font-weight: 600 }
:focus-visible { outline: 3px solid var(--blue); outline-offset: 2px }
.hint { margin: 16px 4px 0; color: var(--soft); font-size: 14px }
.state { margin: 0 0 16px; text-align: center; font-weight: 600 }
`
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64')

/** Nothing from anywhere but the page itself; its form goes to this site and, by way of the redirect, back to the merchant. */
export function cashierHeaders(goesTo: string[] = []): Record<string, string> {
  const origins = [...new Set(goesTo.map(url => new URL(url).origin))].join(' ')
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; img-src data:; form-action 'self' ${origins}; base-uri 'none'; frame-ancestors 'none'`,
    'cache-control': 'no-store',
    'referrer-policy': 'same-origin', // with no referrer browsers send their forms with `Origin: null`
    'x-content-type-options': 'nosniff',
  }
}

/** The cashier: what is paid, how much, and three ways to go on. `query` is the merchant's signed order, handed back with the form. */
export function cashierPage({ trade, quitUrl }: Visit, query: string, cashierPath: string, lang: Lang): string {
  const t = TEXTS[lang]
  const facts = [[t.subject, trade.subject], [t.number, trade.outTradeNo], ...(trade.status === 'WAIT_BUYER_PAY' ? [[t.until, shanghaiTime(trade.expiresAt)]] : [])]
  const ways = trade.status === 'WAIT_BUYER_PAY'
    ? `<form method="post" action="${cashierPath}"><input type="hidden" name="order" value="${escaped(query)}">
<button class="main" name="action" value="pay">${t.pay} ¥${yuanText(trade.amount)}</button>
<button name="action" value="pay_silently">${t.paySilently}</button>
<button name="action" value="cancel">${t.cancel}</button></form>`
    : `<p class="state">${trade.status === 'TRADE_SUCCESS' ? t.paid : t.closed}</p><a class="button main" href="${escaped(quitUrl)}">${t.back}</a>`
  return page(lang, `<section><p class="amount"><span>${t.amount}</span><strong>¥${yuanText(trade.amount)}</strong></p>
<dl>${facts.map(([name, value]) => `<dt>${name}</dt><dd>${escaped(value!)}</dd>`).join('')}</dl>
${ways}</section>
${trade.status === 'WAIT_BUYER_PAY' ? `<p class="hint">${t.silentHint}</p>` : ''}`)
}

/** Alipay's page for what it does not accept: a code and no more. */
export function errorPage(code: string, lang: Lang): string {
  const t = TEXTS[lang]
  return page(lang, `<section><p class="state">${t.error}</p><dl><dt>${t.code}</dt><dd>${escaped(code)}</dd></dl></section>`)
}

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
