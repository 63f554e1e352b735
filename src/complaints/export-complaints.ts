import type { ExportPart } from '../platform/export.ts';
import { everyPage } from '../platform/export.ts';
import { myCases } from './my-cases.ts';
import { readCaseFile } from './read-case-file.ts';
import { trackCase } from './track-case.ts';

/** A person's cases with everything said in them, and their files. */
export const exportComplaints: ExportPart = async function* (ctx) {
  for await (const { cases } of everyPage((after) => myCases.run(ctx, after === undefined ? {} : { after }))) {
    for (const { number } of cases) {
      const found = await trackCase.run(ctx, { number });
      yield {
        path: `cases/${number}/case.json`,
        about: {
          en: `Your complaint ${number}: what was said, decided and paid, and its deadlines`,
          'zh-CN': `您的投诉 ${number}：往来内容、处理决定、补救与时限`,
        },
        content: { json: found },
      };
      for (const [place, { id, name }] of found.files.entries()) {
        const { content } = await readCaseFile(ctx, number, id);
        yield {
          path: `cases/${number}/files/${place + 1}-${name}`,
          about: { en: `A file of complaint ${number}`, 'zh-CN': `投诉 ${number} 的文件` },
          content: { bytes: content },
        };
      }
    }
  }
};
