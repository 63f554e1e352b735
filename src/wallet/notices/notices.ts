import { getNoticeSettings } from './get-notice-settings.ts';
import { setNoticeSettings } from './set-notice-settings.ts';
import { tellHour } from './tell-hour.ts';
import { tellMovements } from './tell-movements.ts';

export const noticeOperations = [getNoticeSettings, setNoticeSettings, tellHour, tellMovements] as const;
