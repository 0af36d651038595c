import type { Static } from 'typebox'
import type { Lang } from '../../kit/errors.ts'
import type { Outbox } from './contract.ts'
import { escaped, layout, timeText } from './layout.ts'

const WORDS = {
  'zh-CN': { messages: '短信和邮件', captchas: '图形验证码', staff: '控制台动态码', sms: '短信', email: '邮件', copy: '复制', none: '还没有发送过。注册、登录或预订后，消息会出现在这里。', noCaptchas: '现在没有等待填写的图形验证码。' },
  'en': { messages: 'Messages', captchas: 'Captchas', staff: 'Code for the console', sms: 'SMS', email: 'E-mail', copy: 'Copy', none: 'Nothing was sent yet. Register, sign in or book, and the messages appear here.', noCaptchas: 'No captcha waits for an answer now.' },
} satisfies Record<Lang, Record<string, string>>

type Message = Static<typeof Outbox>['messages'][number]

/** Links of our own messages can be followed from here. */
const linked = (html: string) => html.replace(/https?:\/\/[\w.:[\]/?=&#;%-]+/g, url => `<a href="${url}">${url}</a>`)

/** Codes big and to be copied, the newest first. */
export function outboxPage({ messages, captchas, staff }: Static<typeof Outbox>, lang: Lang): string {
  const words = WORDS[lang]
  const code = (text: string) => `<div class="row"><span class="code">${escaped(text)}</span><button class="copy" type="button" data-copy="${escaped(text)}" aria-label="${words.copy} ${escaped(text)}">${words.copy}</button></div>`
  const message = ({ channel, to, purpose, code: sent, text, at }: Message) => `<li class="card"><p class="row soft"><span>${words[channel]} · ${escaped(to)}</span><span>${escaped(purpose)} · ${timeText(new Date(at), lang)}</span></p>
${sent ? code(sent) : ''}<p class="text">${linked(escaped(text))}</p></li>`
  return layout(lang, 'outbox', `<div id="live">
${staff ? `<h2>${words.staff}</h2><div class="card"><p class="soft">${escaped(staff.name)}</p>${code(staff.code)}</div>` : ''}
<h2>${words.messages}</h2>${messages.length > 0 ? `<ul>${messages.map(message).join('\n')}</ul>` : `<p class="card">${words.none}</p>`}
<h2>${words.captchas}</h2>${captchas.length > 0 ? `<ul class="captchas">${captchas.map(({ id, text }) => `<li class="card"><p class="soft">${escaped(id.slice(0, 8))}</p>${code(text)}</li>`).join('')}</ul>` : `<p class="soft">${words.noCaptchas}</p>`}
</div>`)
}
