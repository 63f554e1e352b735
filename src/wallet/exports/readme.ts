import type { Call } from '../../platform/command.ts';
import type { ExportFile } from '../../platform/export.ts';
import { localize } from '../../platform/localized.ts';
import type { Locale, Localized } from '../../platform/localized.ts';

const words: Localized = {
  en: `Everything that {brand} holds of you, as of {when}.

What is in here
{files}

How to read it
- Texts ending in .json open in any text editor. Names of fields are those of our API, described at {site}/api/v1/openapi.json.
- Amounts in .json files are whole numbers of the asset's smallest unit, written as text: "1250" with "decimals": 2 is 12.50.
  Amounts in .csv files are exact decimals.
- Times are UTC in .json files (2026-11-25T17:00:00.000Z); .csv files say their offset.
- .csv files open in Excel, Numbers and LibreOffice. A ' before a text that begins like a formula is ours, for your safety.
- Other people appear as you see them on our pages: by a masked name.

Is something missing or wrong? Tell us: {site}/complain
`,
  'zh-CN': `{brand} 保存的关于您的全部信息，截至 {when}。

内容
{files}

阅读说明
- .json 文件可用任何文本编辑器打开，字段名称与我们的 API 一致，说明见 {site}/api/v1/openapi.json。
- .json 文件中的金额以资产最小单位的整数文本表示：“1250”且 "decimals": 2 即 12.50。.csv 文件中的金额为准确的小数。
- .json 文件中的时间为 UTC（如 2026-11-25T17:00:00.000Z）；.csv 文件中的时间带有时区偏移。
- .csv 文件可用 Excel、Numbers 或 LibreOffice 打开。形似公式的文本前的 ' 是我们为您的安全添加的。
- 其他人的姓名与您在页面上看到的一样，经过脱敏处理。

如有遗漏或错误，请告诉我们：{site}/complain
`,
};

/** What is in an export and how to read it, for somebody who opens it in ten years. */
export function writeReadme(
  files: readonly Pick<ExportFile, 'path' | 'about'>[],
  { config, now }: Pick<Call, 'config' | 'now'>,
  locale: Locale,
): string {
  const list = files.map(({ path, about }) => `- ${path}\n    ${localize(about, locale)}`).join('\n');
  return localize(words, locale, {
    brand: config.brand,
    site: config.publicUrl,
    when: now.toISOString(),
    files: list,
  });
}
