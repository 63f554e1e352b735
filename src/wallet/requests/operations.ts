import { cancelRequest } from './cancel-request.ts';
import { createRequest } from './create-request.ts';
import { getOwnRequest } from './get-own-request.ts';
import { getRequest } from './get-request.ts';
import { listRequests } from './list-requests.ts';
import { payRequest } from './pay-request.ts';

/** What can be asked about payment requests. */
export const requestOperations = [
  cancelRequest,
  createRequest,
  getOwnRequest,
  getRequest,
  listRequests,
  payRequest,
] as const;
