import type { MessageText } from '../../../kit/module.ts'

/** What people are told about reports, photos and bans; into their inbox only, so nothing of it is ever an SMS. */
export const safetyMessages = {
  meet_warned: {
    'zh-CN': ({ reason }) => `您在「遇见」收到一次提醒：${reason}。请遵守社区规范。`,
    'en': ({ reason }) => `A warning about your profile in Meet: ${reason}. Please keep to the rules.`,
  },
  meet_banned: {
    'zh-CN': ({ reason }) => `您的交友资料已被停用：${reason}。您可以申诉一次。`,
    'en': ({ reason }) => `Your profile in Meet is suspended: ${reason}. You may appeal once.`,
  },
  meet_banned_until: {
    'zh-CN': ({ reason, until }) => `您的交友资料已被停用至${until}：${reason}。您可以申诉一次。`,
    'en': ({ reason, until }) => `Your profile in Meet is suspended until ${until}: ${reason}. You may appeal once.`,
  },
  meet_unbanned: {
    'zh-CN': () => '您的交友资料已恢复。',
    'en': () => 'Your profile in Meet is back.',
  },
  meet_photo_rejected: {
    'zh-CN': ({ reason }) => `您的一张照片未通过审核：${reason}`,
    'en': ({ reason }) => `One of your photos was not accepted: ${reason}`,
  },
  meet_report_handled: {
    'zh-CN': ({ name, outcome }) => `您对${name}的举报已处理：${outcome}`,
    'en': ({ name, outcome }) => `Your report about ${name} is handled: ${outcome}`,
  },
  meet_appeal_refused: {
    'zh-CN': ({ reason }) => `您的申诉未获通过：${reason}`,
    'en': ({ reason }) => `Your appeal was declined: ${reason}`,
  },
} satisfies Record<string, MessageText>
