import type { IssueRule } from './rules.ts';

/** English words that name an issue outright; the model learns the rest. */
export const englishRules: readonly IssueRule[] = [
  [
    'W01',
    2,
    /no ?(?:one|body) (?:has |have |ever |even )*(?:answer|repl|respon|gets? back|got back|contact|help)|(?:never|not|n't|nt) (?:get|got|getting|received?|had|heard)\b.{0,20}(?:reply|response|answer|back from (?:you|support|them))/,
  ],
  [
    'W01',
    2,
    /(?:still|been|keep|kept) (?:waiting|on hold)\b|ignor(?:ed|es|ing) (?:my|all|me|our)|unresponsive|no (?:response|reply|answer)\b|on hold for|transferred (?:me )?(?:from|to|between).{0,30}(?:agent|department|person|representative)|passed (?:me )?around|bounced around/,
  ],
  [
    'W01',
    1,
    /(?:can ?not|can'?t|cant|unable to|impossible to) (?:reach|contact|get (?:a )?hold of|speak|talk|get through)|call(?:ed)? (?:me )?back.{0,20}never|slow (?:support|service|response)|chat ?bot/,
  ],
  [
    'W02',
    3,
    /(?:account|wallet|profile|app)\b.{0,40}\b(?:froze|frozen|freeze|locked|blocked|suspended|restricted|limited|limitation|limitations|banned|disabled|deactivated|on hold)/,
  ],
  [
    'W02',
    3,
    /(?:froze|frozen|freezing|locked|locking|blocked|suspended|restricted|limited|banned|disabled|deactivated)\b.{0,25}\b(?:account|wallet|me out|my funds|my money|profile)/,
  ],
  [
    'W02',
    2,
    /locked out|lost access|(?:can ?not|can'?t|cant|unable to|not able to|won'?t let me) (?:log ?in|sign ?in|access my)|(?:access|use) (?:to )?my (?:account|funds|money|wallet)\b|no longer use|passcode|hold(?:ing)? (?:my|our) (?:money|funds|balance)/,
  ],
  [
    'W03',
    3,
    /(?:deposit|deposited|top(?:ped)?[ -]?up|topup|load(?:ed)?|added|adding|credit(?:ed)?)\b.{0,60}\b(?:not|never|n'?t|still|missing|pending|fail\w*|isn'?t|hasn'?t|disappeared|nowhere)\b/,
  ],
  [
    'W03',
    2,
    /(?:wire|transfer|payment|money|funds|coins?|usdt|btc|eth|crypto)\b.{0,50}\b(?:not|never|n'?t|hasn'?t) (?:been )?(?:credited|posted|added|shown|showing|appeared|show(?:n|ed)? up|arrived? in my)|top[ -]?up|add(?:ing)? money|wrong network|memo|(?:destination )?tag\b/,
  ],
  [
    'W04',
    3,
    /withdraw(?:al|n|ing|als)?\b.{0,60}\b(?:pending|stuck|delay\w*|fail\w*|reject\w*|declin\w*|not|never|still|review|days|weeks|cancel\w*|refus\w*)|(?:can ?not|can'?t|cant|unable to|tried to|trying to|let me|allow me to) withdraw|cash(?:ing)? out|payout/,
  ],
  [
    'W04',
    2,
    /transfer(?:red)?\b.{0,50}\b(?:not (?:been )?(?:received|arrived)|never (?:received|arrived)|pending|delayed|stuck|has not|hasn'?t|not gone|not available)|(?:never|not|didn'?t) receive[d]? (?:the|my|his|her|it|any) ?(?:money|funds|transfer|cash)?|recipient (?:has|did|didn'?t|hasn'?t|never|still)|not available (?:when|as) promised|release (?:my|the) (?:funds|money)/,
  ],
  [
    'W05',
    4,
    /(?:wrong|incorrect|mistaken|different) (?:address|person|recipient|account(?: number)?|phone|number|user|wallet|chain|amount|individual|name|email|contact)|by (?:mistake|accident)|accident(?:al)?ly|in error\b|typo|mistyped|(?:sent|paid|transferred) (?:it )?twice|one digit|digits? (?:off|wrong)|cancel (?:a|the|my|this) (?:transfer|transaction|payment)/,
  ],
  [
    'W06',
    4,
    /scam(?:s|med|mer|mers|ming)?\b|fraudsters?|con ?(?:man|artist|men)|tricked|deceived|duped|swindl\w*|impersonat\w*|imposter|impostor|pretend(?:ed|ing)?\b|pos(?:ed|ing) as|claim(?:ed|ing) to be|fake (?:website|site|company|agent|job|check|app|profile|invest\w*|landlord|listing)|ponzi|pig butchering|romance|phish(?:ing|ed)/,
  ],
  [
    'W06',
    2,
    /invest(?:ed|ment|ing)? (?:platform|scheme|opportunity|site|company|advis\w*)|crypto(?:currency)? (?:invest|trading platform)|victim of|fraudulent (?:company|seller|website|invest\w*|platform|landlord)|craigslist|facebook|marketplace|rental|apartment|puppy|gift cards?|telegram|whatsapp/,
  ],
  [
    'W07',
    4,
    /(?:did(?: not|n'?t)|never|not|without) (?:my )?(?:authori[sz]\w*|recogni[sz]e|make|made|approve\w*|initiate\w*|consent|knowledge|permission)|unauthori[sz]ed|hack(?:ed|er|ers|ing)?\b|stolen|stole\b|(?:not|n'?t) (?:mine|me|my (?:transaction|purchase|payment))|compromised|sim ?swap|identity theft/,
  ],
  [
    'W07',
    2,
    /(?:fraudulent|suspicious|strange|unknown|unfamiliar|unrecognized) (?:charge|transaction|payment|transfer|withdrawal|purchase|activity|debit)s?|fraudulently|someone (?:else )?(?:used|got|accessed|has|took|made|withdrew|transferred)|took over|direct debit.{0,40}(?:not|n'?t)/,
  ],
  [
    'W08',
    3,
    /\bfees?\b|surcharge|commission|exchange rate|conversion rate|(?:currency|fx) (?:conversion|exchange)|mark[- ]?up|spread\b|overdraft|interest (?:rate|charge)|gas (?:fee|cost)|overcharg\w*|extra (?:charge|pound|dollar|\$|£|€)/,
  ],
  ['W08', 1, /charg(?:ed|es|ing|e)\b|\brate\b|hidden cost/],
  [
    'W09',
    3,
    /(?:terms|policy|policies|conditions|rules?|limits?|agreement)\b.{0,40}\b(?:changed?|unclear|confus\w*|mislead\w*|vague|hidden|not (?:clear|explained|disclosed|told))|mislead(?:ing)?|false advertis\w*|disclos\w*|without (?:any )?(?:prior )?notice|not (?:made )?(?:clear|transparent)|fine print|what (?:is|are) the (?:limit|maximum|rule)s?/,
  ],
  [
    'W10',
    3,
    /verif(?:y|ied|ication|ying)\b.{0,40}\b(?:identity|id|account|document|passport|selfie|fail\w*|reject\w*|code)|(?:identity|id|kyc|face|selfie|passport|document|licen[sc]e)\b.{0,40}\b(?:verif\w*|check|reject\w*|fail\w*|upload\w*|accept\w*|recogni\w*)|\bkyc\b|(?:close|delete|terminate|cancel|deactivate|closing) (?:my|the|this|an?) (?:\w+ )?account|sign(?:ing)? ?up|register(?:ing)?|registration|(?:verification|security|sms|otp) code|\botp\b|open(?:ing)? an? (?:\w+ )?account/,
  ],
  [
    'W11',
    3,
    /proof of reserves?|reserves\b|data (?:leak|breach)|breach(?:ed)?|leak(?:ed)?\b|odd (?:log ?in|sign ?in)|(?:unknown|strange|suspicious|new|unusual) (?:log ?in|sign ?in|device)|is my money safe|how (?:safe|secure)|security (?:of|flaw|hole|weakness|vulnerab\w*|concern)|phishing (?:e?mail|sms|text|site|message)|fake (?:e?mail|sms|text)|insolven\w*|fraud alert|security freeze/,
  ],
  [
    'W12',
    3,
    /\brude(?:ly|ness)?\b|unprofessional|attitude|disrespect\w*|hung up|yell\w*|incompeten\w*|insult\w*|wrong (?:answer|information|advice)|(?:terrible|awful|horrible|poor|bad|worst) (?:customer )?(?:service|support|experience)|(?:gave|given|told) (?:me )?(?:wrong|different|conflicting|false)|app (?:crash\w*|(?:is )?down|(?:does|did|is)(?: not|n'?t) work\w*|glitch\w*|error|outage|freezes)|system error|technical (?:issue|problem|error|glitch)|not working|doesn'?t work/,
  ],
  [
    'W13',
    3,
    /(?:merchant|seller|shop|store|vendor|retailer|restaurant|hotel|airline|company)\b.{0,60}\b(?:refund\w*|refus\w*|not|never|deliver\w*|cancel\w*|charged|wrong|defect\w*)|refund(?:ed|s)?\b|(?:item|order|goods|product|package|parcel|merchandise|ticket)s?\b.{0,40}\b(?:not|never|n'?t|arrive\w*|deliver\w*|receiv\w*|return\w*|defect\w*|damaged|wrong|fake)|charged (?:me )?(?:twice|double|two times|multiple)|double charge\w*|dispute[ds]?\b.{0,40}\b(?:charge|purchase|merchant|transaction)|chargeback|subscription/,
  ],
  [
    'W14',
    4,
    /coupons?|voucher|promo(?:tion|tional)?\b|bonus(?:es)?|rewards?\b|cash ?back|referral|sign[- ]?up (?:offer|bonus)|points\b|discount|gift offer/,
  ],
  [
    'W15',
    4,
    /privacy|gdpr|personal (?:data|information|info|details)\b.{0,40}\b(?:delet\w*|remov\w*|eras\w*|shar\w*|sold|sell|correct|updat\w*|collect\w*|expos\w*)|(?:delete|erase|remove) (?:all )?(?:of )?my (?:personal )?(?:data|information|info|details|record)|(?:change|update|correct|edit) my (?:\w+ )?(?:name|address|details|personal|phone|information)|data protection|marketing (?:calls?|e?mails?|messages?)|spam|sold my|shared? my (?:data|information|personal|phone)|credit report\w*|my report\b|inquir(?:y|ies)\b/,
  ],
  [
    'W16',
    4,
    /(?:my|the|previous|earlier|first|last|formal|original) (?:complaint|dispute|claim|appeal)\b.{0,60}\b(?:ignor\w*|clos\w*|not|never|n'?t|reject\w*|denied|unanswered|no (?:reason|response|reply)|without|still|dismiss\w*)|complain(?:ed|t)\b.{0,40}\b(?:before|already|again|weeks? ago|months? ago|times|nothing)|(?:final|your) (?:response|decision|letter|answer) (?:does|did|is|was|to my complaint)|compensation.{0,40}(?:not|never|n'?t)|promised (?:compensation|redress|refund)|did(?: not|n'?t) (?:investigate|answer (?:all|my))|investigation\b/,
  ],
  [
    'W01',
    4,
    /another department|(?:without|not) (?:a |an |one )?(?:single )?(?:reply|answer|response|update)|no update|(?:nobody|no one|never) (?:picks?|picked|answers?) (?:up|the phone)|(?:in|chat) (?:the )?queue|call(?:ed)? me back|(?:be |get |got )in touch|ghost|bot (?:only|just|keeps)|sends? me to|ticket (?:open|has been|still)|how (?:much )?long(?:er)? (?:do|must|will) i|nothing happens|days? of silence|chas(?:ed|ing) (?:you|them)/,
  ],
  [
    'W02',
    4,
    /(?:locked|shut|kicked) (?:me )?out|banned me|(?:froze|blocked|restricted|suspended|closed|disabled|limited)\b.{0,15}\b(?:my|the) (?:account|wallet|money|funds|balance|card)|(?:account|wallet|balance|funds|money|features?)\b.{0,20}\b(?:frozen|blocked|restricted|suspended|disabled|locked|stuck)|court order|too many attempts|cannot touch it|lost my phone|new phone|unfreeze|unblock|unlock/,
  ],
  [
    'W03',
    4,
    /(?:not|never|n'?t) (?:yet )?(?:in|on|to) my (?:wallet|balance|account)|(?:deposit(?:ed|ing)?|top(?:ped|ping)?[ -]?up|paid in|loaded|confirmations)\b.{0,60}\b(?:not|never|nothing|still|missing|zero|failed|only|where|n'?t)\b|confirmations|forgot the (?:memo|tag)|wallet (?:shows|still shows|says) (?:failed|zero|nothing)/,
  ],
  [
    'W04',
    4,
    /(?:withdrawal|cash[ -]?out|payout|withdraw)\b|promised (?:funds|the money|my money)|(?:has|have|did) ?(?:not|n'?t) (?:reach|reached|arrive|arrived|come|received)\b|money .{0,25}(?:sent|transferred).{0,25}(?:brother|sister|friend|mother|father|family|son|daughter)/,
  ],
  [
    'W05',
    4,
    /(?:pressed|clicked|tapped|hit) (?:it |send |pay )?twice|paid .{0,25}(?:twice|two times)|(?:typed|entered|put in) .{0,25}(?:instead of|wrong|extra)|(?:one|a) digit|(?:stop|reverse|undo|recall) (?:a|the|my|this|it)|picked the wrong|old account number|pressed the wrong|sent .{0,30} to (?:a stranger|my ex)/,
  ],
  [
    'W06',
    6,
    /\bscam\w*|safe account|airdrop|won a prize|lottery|release fee|talked into|met (?:a |her |him |someone )?(?:online|on)|remote access|anydesk|teamviewer|(?:pretend|claim|pos)(?:ed|ing|ed) (?:to be|as)|(?:seller|he|she|they) (?:then )?(?:blocked|vanished|disappeared|ghosted)|then silence|(?:vanished|disappeared)\b|fake (?:landlord|seller|agent|police|broker)|trading (?:site|group|platform)|tricked|conned/,
  ],
  [
    'W07',
    5,
    /seed phrase|private key|never agreed|(?:was|is|it'?s) not me\b|(?:some(?:one|body)|he|she|they|thief) (?:else )?(?:used|emptied|spent|swapped|bought|took over|drained)|hack\w*|(?:not|n'?t|never) (?:recogni[sz]e|authori[sz]e|make|made|do this|approve)|instead of the .{0,15}approved|emptied|sim (?:swap|card)|at \d{1,2} ?(?:am|o'?clock).{0,30}not me/,
  ],
  [
    'W08',
    3,
    /only (?:get|got|received) \d|rip[ -]?off|(?:monthly|yearly|annual|hidden|dormant|inactivity) (?:charge|fee)|(?:transfers?|it) (?:are|is|was|were) free|worse than|\d ?%|gas\b|network fee/,
  ],
  [
    'W09',
    4,
    /small print|no explanation|nobody (?:informed|told)|(?:chang|alter)(?:ed|ing)\b.{0,40}\b(?:without|after i|no notice|overnight)|contradict\w*|different answer(?:s)? each|(?:new|your) (?:rules|terms|conditions|policy)|impossible to understand|your ad\b|nowhere to be found|daily limit/,
  ],
  [
    'W10',
    3,
    /(?:passport|driving licen[cs]e|id card|identity card)\b|face (?:check|scan|id)|selfie|(?:sms|verification|activation|login) code (?:never|does|did|goes|is|has)|(?:cannot|can'?t|not let me|no way to|want to|unable to) (?:register|sign up|close|delete|verify)|screen reader|(?:blind|deaf|disabled|under 18|minor)\b/,
  ],
  [
    'W11',
    5,
    /proof of reserves|bankrupt\w*|go under|(?:copy|clone) of your app|codes? (?:that )?i (?:did not|didn'?t|never) (?:ask|request)|how did (?:they|he|she|the caller) (?:get|know)|(?:data|details|information) (?:been )?(?:leak\w*|breach\w*)|(?:log ?in|sign ?in|signed in) (?:alert|attempt|notification|from)|two[- ]factor|2fa|security (?:hole|flaw)|(?:text|sms|mail|email) pretending|(?:scammers?|caller) (?:know|knew|had) my|is (?:my|our) money (?:safe|protected)|segregated|audit(?:ed)?\b/,
  ],
  [
    'W12',
    5,
    /laughed at|(?:three|two|several|different) (?:agents?|people|answers)|error (?:code|\d{3}|message)|blam(?:e|ed|es|ing) me|crash\w*|(?:app|system|site|website|scanner|server)s? (?:is|was|has been|went|goes|keeps?) (?:down|broken|crash\w*|offline|freez\w*)|accounting (?:mistake|error)|rude\w*|hung up|wrong (?:information|advice|answer)|sarcastic|since the update/,
  ],
  [
    'W13',
    3,
    /arrived (?:broken|damaged|late)|not (?:what|as) (?:was |i )?(?:described|ordered)|never delivered|take it back|(?:hotel|restaurant|shop|store|merchant|seller|airline|concert|gym|landlord)\b|returned the|called off/,
  ],
  [
    'W15',
    5,
    /copy of (?:everything|all|my|the) (?:you|data|personal|information)?|(?:marketing|advertising) (?:messages?|calls?|e?mails?)|advertisers|(?:keep|kept|hold|store|storing|still have) my (?:passport|id|photo|data|information|details|documents)|misspel\w*|(?:birth date|date of birth|name|address)\b.{0,20}\b(?:wrong|incorrect|misspel\w*)|access to my (?:contacts|location|photos|camera|microphone)|(?:others?|other users|people|everyone) can see my|no longer consent|personal data/,
  ],
  [
    'W16',
    5,
    /(?:my|this|second|first|previous|earlier|original) complaint\b|complain(?:ed|t) (?:in|last|before|already|again|to you|about this|was|has)|(?:closed|resolved|rejected) (?:it )?without|(?:marked|closed as) (?:as )?(?:resolved|solved)|nothing was resolved|final (?:letter|answer|decision|response)|someone else (?:to )?(?:look|review)|upheld|agreed to (?:pay|refund|compensat\w*)|compensation (?:you )?(?:promised|agreed)|redress/,
  ],
];
