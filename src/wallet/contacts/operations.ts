import { findPayee } from './find-payee.ts';
import { getReceive } from './get-receive.ts';
import { listContacts } from './list-contacts.ts';
import { removeContact } from './remove-contact.ts';
import { saveContact } from './save-contact.ts';

/** What can be asked about the people whom one pays. */
export const contactOperations = [findPayee, getReceive, listContacts, removeContact, saveContact] as const;
