import './enhance/copy-text.ts';
import './enhance/pass-key.ts';
import './enhance/send-once.ts';
import './enhance/text-count.ts';
