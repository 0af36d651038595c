import { defineErrors } from '../../kit/errors.ts'

export const ConsoleErrors = defineErrors('accounts', {
  status_changed: { status: 409, errno: 4201, zh: '该账号的状态已经改变，请刷新后再看', en: 'The standing of this account has changed meanwhile. Please look again.' },
})
