import { defineErrors } from '../../kit/errors.ts'

export const StaffErrors = defineErrors('staff', {
  wrong: { status: 401, errno: 4106, zh: '用户名、密码或动态码不正确', en: 'Wrong name, password or code.' },
  locked: { status: 429, errno: 4201, zh: '尝试次数过多，请稍后再试', en: 'Too many tries. Please wait.' },
  name_taken: { status: 409, zh: '该名称已被使用', en: 'This name is taken.' },
  role_taken: { status: 409, zh: '该角色名称已被使用', en: 'A role of this name exists.' },
  role_in_use: { status: 409, errno: 4201, zh: '仍有人员使用该角色', en: 'Somebody still has this role.' },
  unknown_role: { status: 422, zh: '角色不存在', en: 'There is no such role.' },
  unknown_permission: { status: 422, zh: '权限不存在', en: 'There is no such permission.' },
  beyond_own: { status: 403, zh: '不能授予或管理超出自己权限的角色', en: 'This goes beyond your own permissions.' },
  last_owner: { status: 409, errno: 4201, zh: '至少要保留一名启用的 owner', en: 'At least one active owner must remain.' },
  fixed_role: { status: 409, errno: 4201, zh: 'owner 角色不能修改', en: 'The role owner cannot be changed.' },
  weak_password: { status: 422, zh: '密码至少 12 个字符', en: 'A password has at least 12 characters.' },
})
