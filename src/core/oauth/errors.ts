import { defineErrors } from '../../kit/errors.ts'

export const OAuthErrors = defineErrors('oauth', {
  ticket_expired: { status: 422, errno: 4002, zh: '授权已超时，请重新登录', en: 'This took too long. Please start again.' },
  identity_linked: { status: 409, zh: '该 QQ 已绑定其他账号', en: 'This QQ is linked to another account.' },
  account_linked: { status: 409, zh: '该账号已绑定其他 QQ，请先解绑', en: 'This account is linked to another QQ. Please unlink that one first.' },
  only_way_in: { status: 409, errno: 4201, zh: '这是唯一的登录方式，请先设置密码', en: 'This is the only way to sign in. Please set a password first.' },
})
