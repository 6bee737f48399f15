// English texts of what is done with a contact: replace, block, describe, invite by link, give files.
export const book = {
  search: 'Search contacts',
  show: 'Show',
  all: 'All contacts',
  blocked: 'Blocked',
  none: 'No contact matches.',
  unnamed: 'Invited person',
  unnamedText: 'The name comes with the answer.',
  compare: 'Compare safety number…',
  details: 'Categories and notes…',
  give: 'Give files…',
  block: 'Block…',
  unblock: 'Unblock',
  unblocked: '{{name}} is no longer blocked.',
}

export const replace = {
  menu: 'Compare and replace…',
  title: 'Two identities, one address',
  text: 'You now know two identities as {{email}}. Perhaps {{name}} set up Siegel anew, perhaps somebody pretends to be {{name}}. Until that is settled nothing is sealed to either of them.',
  old: 'So far',
  new: 'New',
  since: 'since {{date}}',
  number: 'Safety number with the new identity',
  how: 'Call {{name}} on a number you already know, and compare all twelve groups.',
  ends: 'The former identity loses access, and the new one is offered the same rights:',
  stays: 'In these spaces you may not change that, ask whoever manages them: {{names}}',
  compared: 'I have compared the numbers with {{name}}: they are equal.',
  do: 'Replace',
  refuse: 'Block the new one',
  refused: 'The new identity is blocked. For the former one everything is as it was.',
  done: 'The new identity has taken the place of the former one.',
  doneEnded_one: 'The new identity has taken the place of the former one. Old access to {{count}} space has ended.',
  doneEnded_other: 'The new identity has taken the place of the former one. Old access to {{count}} spaces has ended.',
}

export const block = {
  title: 'Block {{name}}?',
  text: 'Requests and invitations from {{name}} will not reach you any more. What is still open is declined.',
  access: 'Access that {{name}} still has:',
  end: 'End the access too, where you may',
  endText: 'What was transferred already stays there.',
  do: 'Block',
  done: '{{name}} is blocked.',
}

export const describe = {
  title: 'Categories and notes',
  text: 'Only you see this. {{name}} is not told.',
  categories: 'Categories',
  noCategories: 'No category yet',
  add: 'New category',
  addDo: 'Add',
  notes: 'Notes',
}

export const invite = {
  qr: 'QR code with the invitation link',
  title: 'Invite by link',
  text: 'For one person who is not a contact yet. Whoever follows the link becomes your contact at once: send it to that person only. It works once. The relay never learns the secret in it.',
  note: 'For whom? (only for you)',
  days: 'Valid for',
  daysValue_one: '{{count}} day',
  daysValue_other: '{{count}} days',
  do: 'Create link',
  link: 'Invitation link',
  copy: 'Copy',
  copied: 'The invitation link is in the clipboard.',
  until: 'Valid until {{date}}, for one person.',
  open: 'Not used yet',
  noNote: 'Without a note',
  withdraw: 'Withdraw',
  withdrawFor: 'Withdraw invitation: {{note}}',
  withdrawn: 'The link is no longer valid.',
}

export const gift = {
  title: 'Files for {{name}}',
  items_one: '{{name}} will be copied. The original stays where it is.',
  items_other: '{{name}} and {{others}} more will be copied. The originals stay where they are.',
  existing: 'They go into the space you share, “{{space}}”.',
  make: 'The space “{{space}}” is made for the two of you. {{name}} gets an invitation.',
  where: 'Folder on this computer',
  notEmpty: 'There is something in this folder already. Choose an empty one, so that nothing else is shared.',
  may: '{{name}} may',
  do: 'Give',
  copying: 'Copying: {{name}}',
  sharing: 'Sharing…',
  stop: 'Stop',
  stopped: 'Stopped: nothing was taken over.',
  done_one: '{{count}} file is in “{{space}}” now.',
  done_other: '{{count}} files are in “{{space}}” now.',
  leftOut_one: '{{count}} link was left out.',
  leftOut_other: '{{count}} links were left out.',
  drop: 'Files for {{name}}',
  dropText: 'They go into the space you share.',
  hint: 'On a person: for them.',
  notYet: '{{name}} has not agreed yet.',
}

export const access = {
  menu: 'See access…',
  title: 'What {{name}} can see',
  text: '{{name}} has rights in these spaces:',
  empty: '{{name}} is in none of your spaces and sees nothing of them.',
  mine: 'you can end this',
  others: 'others manage this',
  open: 'Look',
  openFor: 'Look at the people and rights of “{{space}}”',
}

export const vcard = {
  open: 'Export…',
  menu: 'Save as vCard…',
  title_one: 'Save {{count}} contact as vCard',
  title_other: 'Save {{count}} contacts as vCard',
  text: 'Name and e-mail address in a file that every address book reads. There are no keys in it: whoever shall become your contact in Siegel needs a contact card or a link.',
  private: 'My categories and notes, too',
  fileName: 'Siegel contacts',
  do: 'Save',
  done_one: '{{count}} contact is in “{{name}}”.',
  done_other: '{{count}} contacts are in “{{name}}”.',
}

export const invited = {
  waiting: 'Your invitation is not answered yet',
  waitingText: 'The relay of the person who invited you cannot be reached. Siegel keeps trying.',
  over: 'Your invitation holds no more',
  overText: 'It has run out, was withdrawn or used already. Ask the person for a new link.',
  forget: 'Discard',
}
