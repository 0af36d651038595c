import type { MessageText, Parts } from '../../kit/module.ts'

/** The messages of the core; modules declare their own (`messages` of a module). */
const CORE_TEXTS: Record<string, MessageText> = {
  register: codeText('注册', 'register at Linli'),
  sign_in: codeText('登录', 'sign in to Linli'),
  recover: codeText('找回密码', 'reset your Linli password'),
  change: codeText('修改账号信息', 'change your Linli account'),
  bind: codeText('绑定账号', 'add this address to your Linli account'),
  confirm: codeText('身份确认', 'confirm that your Linli account is yours'),
  link: codeText('绑定第三方登录', 'link another way to sign in to your Linli account'),
  already_registered: {
    'subject': { 'zh-CN': '您已有邻里账号', 'en': 'You already have a Linli account' },
    'zh-CN': () => '【邻里】您已有邻里账号，请直接登录；忘记密码可在登录页找回。如非本人操作，请忽略本消息。',
    'en': () => 'You already have a Linli account: please sign in, or reset your password on the sign-in page. If this was not you, ignore this message.',
  },
  password_changed: {
    'subject': { 'zh-CN': '密码已修改', 'en': 'Your password was changed' },
    'zh-CN': () => '【邻里】您的账号密码刚刚修改过，其他设备已退出登录。如非本人操作，请立即找回密码。',
    'en': () => 'The password of your Linli account was just changed and other devices were signed out. If this was not you, reset your password at once.',
  },
}

/** Params: `code`, six digits, and `minutes` for which it is good. */
function codeText(deed: string, doing: string): MessageText {
  return {
    'subject': { 'zh-CN': `${deed}验证码`, 'en': `Your code to ${doing}` },
    'zh-CN': ({ code, minutes }) => `【邻里】您的${deed}验证码是 ${code}，${minutes} 分钟内有效。请勿告诉任何人。`,
    'en': ({ code, minutes }) => `${code} is your code to ${doing}. It is good for ${minutes} minutes. Do not tell it to anybody.`,
  }
}

/** The text of a purpose, of the core or of a module that is on. */
export function textOf(parts: Parts, purpose: string): MessageText | undefined {
  if (Object.hasOwn(CORE_TEXTS, purpose)) return CORE_TEXTS[purpose]
  return parts.modules.find(module => module.messages && Object.hasOwn(module.messages, purpose))?.messages?.[purpose]
}

/** Every purpose a message can have. @throws when two parts claim the same */
export function allPurposes(parts: Parts): string[] {
  const purposes = [...Object.keys(CORE_TEXTS), ...parts.modules.flatMap(module => Object.keys(module.messages ?? {}))]
  const twice = purposes.find((purpose, i) => purposes.indexOf(purpose) !== i)
  if (twice) throw new Error(`the message ${twice} is declared twice`)
  return purposes
}
