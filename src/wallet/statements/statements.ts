import { getDocument } from './get-document.ts';
import { finishDocument } from './finish-document.ts';
import { listDocuments } from './list-documents.ts';
import { requestExport } from '../exports/request-export.ts';
import { requestStatement } from './request-statement.ts';
import { tellStatements } from './tell-statements.ts';

export const statementOperations = [
  finishDocument,
  getDocument,
  listDocuments,
  requestExport,
  requestStatement,
  tellStatements,
] as const;
