import { signedInFromNewDevice } from '../../identity/identity.ts';
import { subscribe } from '../../platform/event.ts';
import {
  chainDepositFlagged,
  destinationAdded,
  destinationRemoved,
  walletLocked,
  walletUnlocked,
  withdrawalChanged,
  withdrawalPromiseMissed,
} from '../events.ts';
import {
  tellChainDeposit,
  tellDestinationAdded,
  tellDestinationRemoved,
  tellLocked,
  tellNewDevice,
  tellUnlocked,
  tellWithdrawal,
  tellWithdrawalLate,
} from './event-notices.ts';

/** Connects what people are told of with the events that say so; called once, where the program is composed. */
export function connectNotices(): void {
  subscribe(signedInFromNewDevice, tellNewDevice);
  subscribe(walletLocked, tellLocked);
  subscribe(walletUnlocked, tellUnlocked);
  subscribe(destinationAdded, tellDestinationAdded);
  subscribe(destinationRemoved, tellDestinationRemoved);
  subscribe(chainDepositFlagged, tellChainDeposit);
  subscribe(withdrawalChanged, tellWithdrawal);
  subscribe(withdrawalPromiseMissed, tellWithdrawalLate);
}
