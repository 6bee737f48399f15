// English texts of the first start, the lock screen and recovery.
export const welcome = {
  title: 'Welcome to Siegel',
  lead: 'Exchange files that only the people involved can read.',
  folders: 'Share any folder you have. It stays where it is, and everybody’s copy stays in step.',
  people: 'You decide who may do what: view, contribute, edit or manage.',
  keys: 'The keys are only on the devices of the people involved. The relay in the middle sees neither contents nor names.',
  create: 'Get started',
  invited: 'I was invited',
  recover: 'I have a recovery kit',
}

export const onboarding = {
  setup: 'Set-up',
  place: 'Step {{at}} of {{of}}',
  invitation: {
    title: 'Your invitation',
    why: 'A link or a contact card that somebody sent you. It holds what Siegel would ask otherwise.',
    text: 'Invitation link or contact card',
    unreadable: 'This is neither an invitation link nor a contact card, or a piece of it is missing.',
    by: '{{name}} invites you',
    found: 'Somebody invites you',
    link: 'As soon as you are done, the person is told; what they are called comes with their answer.',
    card: 'This is what the person calls themself. As soon as you are done, Siegel asks them whether you become contacts.',
    relay: 'Your relay will be {{relay}}.',
  },
  person: {
    title: 'Who are you?',
    why: 'This is how your contacts see you. The relay learns neither your name nor your address.',
    name: 'Name',
    email: 'E-mail address',
    emailWhy: 'Optional. Helps your contacts to recognise you; nothing is sent there.',
    emailWrong: 'This does not look like an e-mail address yet.',
  },
  passphrase: {
    title: 'Your passphrase',
    why: 'It opens Siegel on this computer and never leaves it. Several random words are stronger than a short password with symbols.',
    whyBoth: 'Together with the key store it opens Siegel on this computer, and it never leaves it.',
  },
  relay: {
    title: 'Your relay',
    why: 'It keeps the sealed files until the others fetch them. Anybody can run one; it cannot read anything.',
    whyRecover: 'Your sealed identity is there. The address is printed on the recovery kit.',
    where: 'Where should it run?',
    embedded: 'On this computer',
    embeddedHere: 'The relay on this computer',
    address: 'At an address',
    embeddedNote:
      'Ready at once, nothing to set up. Others reach your files while this computer is running; there is no copy outside it.',
    embeddedRecoverNote: 'Only if the relay ran on this very computer before.',
    url: 'Address of the relay',
    example: 'https://relay.example.org',
    token: 'Access code',
    tokenWhy: 'If the operator gave you one.',
  },
}

export const security = {
  title: 'What opens Siegel?',
  why: 'Your keys lie sealed on this computer. The recovery kit opens them in any case.',
  opens: 'On this computer, Siegel is opened by',
  mode: { passphrase: 'a passphrase', os: 'signing in to the computer', both: 'both together' },
  what: {
    passphrase: 'You type it at every start. Whoever has the computer, or a copy of it, must guess it.',
    os: 'Nothing to type: whoever sits at your signed-in computer gets in, and so does every program that runs there.',
    both: 'You type the passphrase, and it works on this computer only: nobody can try passphrases on a copy elsewhere.',
  },
  noKeyStore: 'With a passphrase only',
  obstacle: {
    'plain-text': 'This desktop has no key store: the key would lie readable in a file. Siegel does not put it there.',
    absent: 'The key store of this computer does not answer.',
    lost: 'The key is no longer in the key store of this computer. With the recovery kit you set a new passphrase.',
  },
}

export const passphrase = {
  first: 'Passphrase',
  second: 'Repeat the passphrase',
  strength: 'Strength',
  none: 'none yet',
  score: { s0: 'very weak', s1: 'weak', s2: 'too weak', s3: 'good', s4: 'very good' },
  advice: {
    none: 'A few more words and it will do.',
    longer: 'This is too short: a few more words and it will do.',
    common: 'This is in the lists of common passwords.',
    name: 'This contains your name or your address.',
    pattern: 'This is an easily guessed pattern on the keyboard.',
    repeat: 'Repetition hardly makes it stronger.',
    date: 'Years and dates are easy to guess.',
  },
  differs: 'The two entries differ.',
  propose: 'Propose six words',
  show: 'Show',
}

export const kit = {
  title: 'Your recovery kit',
  why: 'These 24 words bring your identity back when this computer is lost or you forget the passphrase. There is no other way, not for us either.',
  making: 'Rolling the words …',
  kept: 'I have written the words down, printed or saved them.',
  print: 'Print',
  save: 'Save as PDF',
  saved: '“{{name}}” is saved. Print the kit and then delete the file.',
  fileName: 'Siegel recovery kit.pdf',
  sheet: {
    language: 'en',
    title: 'Siegel – recovery kit',
    name: 'Name',
    identity: 'Identity',
    relay: 'Relay',
    day: 'Made on',
    keep: 'Keep this sheet like the key to a safe. To your contacts, whoever has the words is you.',
    lost: 'If it is lost, create a new identity in Siegel. A copy in other hands cannot be made invalid.',
    use: 'To recover: install Siegel, choose “I have a recovery kit”, enter the words in order.',
    thisComputer: 'on this computer',
  },
}

export const check = {
  title: 'A quick check',
  why: 'So that the kit is right when it matters: please enter these three words.',
  word: 'Word number {{position}}',
  wrong: 'That is not the word there.',
  do: 'Create identity',
  otherRelay: 'Choose another relay',
  notAdmitted:
    'This relay does not take you like this. Perhaps the invitation is over or was used already. Ask for a new one, or choose another relay.',
}

export const recover = {
  title: 'Your 24 words',
  why: 'Enter the words of your recovery kit in order. Numbers and line breaks do not matter.',
  words: 'Recovery words',
  count_one: '{{count}} of 24 words',
  count_other: '{{count}} of 24 words',
  problem: {
    count: 'There must be exactly 24 words, these are {{count}}.',
    word: 'Word {{position}} is not in the word list.',
    checksum: 'All the words exist, but they do not fit together: are two of them swapped?',
  },
  place:
    'The whole line of the kit, with what stands behind the #. Or a contact card of yours from before: it says the same.',
  do: 'Recover',
  unknown: 'This relay knows no identity for these words. Is the address right?',
}

export const lock = {
  title: 'Siegel is locked',
  lead: 'Nothing is exchanged while it is locked.',
  passphrase: 'Passphrase',
  wrong: 'That is not the right passphrase.',
  wrongCount_one: '{{count}} wrong passphrase.',
  wrongCount_other: '{{count}} wrong passphrases.',
  wait_one: 'The next one counts in {{count}} second.',
  wait_other: 'The next one counts in {{count}} seconds.',
  waitMinutes_one: 'The next one counts in {{count}} minute.',
  waitMinutes_other: 'The next one counts in {{count}} minutes.',
  now: 'You can try again.',
  otherWay: 'Open with the recovery kit',
  byWords: 'With the recovery kit you set a passphrase that opens Siegel without the key store.',
  forgotten: 'Forgotten your passphrase?',
  unlock: 'Unlock',
  reset: {
    title: 'New passphrase',
    text: 'The words of your recovery kit set a new passphrase. Nothing is lost and nothing is transferred again.',
    foreign: 'These words belong to another identity.',
    do: 'Set passphrase',
  },
}
