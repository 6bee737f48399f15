// English texts of contacts.
export const contacts = {
  title: 'Contacts',
  column: { name: 'Name', level: 'Verified', spaces: 'Spaces', actions: 'Actions' },
  actionsFor: 'Actions for {{name}}',
  state: { requested: 'Asked, no answer yet', asks: 'Would like to be a contact' },
  newDevice: 'New device since you verified',
  held: 'Newest keys are dated ahead',
  withdraw: 'Withdraw request',
  empty: {
    title: 'No contacts yet',
    text: 'Send somebody your contact card, or add the card you were sent.',
    do: 'My contact card',
  },
  add: {
    title: 'Add contact',
    text: 'Paste the contact card or the invitation link you were sent, or choose the file.',
    card: 'Contact card or invitation link',
    file: 'Choose file',
    do: 'Add',
    linkOver: 'This invitation link is no longer valid, or it was damaged on its way. Ask for a new one.',
    unreadable: 'This is not a contact card, or it was damaged on its way. Ask for it again.',
    outcome: {
      requested: '{{name}} has been asked. As soon as the other side accepts you can exchange files.',
      answered: 'Your answer is on its way. As soon as it arrives, the person is in your contacts.',
      accepted: '{{name}} is a contact now.',
      known: '{{name}} is in your contacts already.',
      self: 'This is your own contact card.',
      conflict:
        'This card names the address of {{name}} but belongs to another identity. Please clear that up before you go on.',
    },
  },
}

export const requests = {
  title: '{{name}} would like to be a contact',
  text: 'Accept only people you know.',
  accept: 'Accept',
  decline: 'Decline',
}

export const card = {
  title: 'My contact card',
  text: 'Send this text or the file to somebody you want to exchange files with, by e-mail for example. There is nothing secret in it.',
  label: 'Contact card',
  copy: 'Copy',
  copied: 'The contact card is in the clipboard.',
  save: 'Save as a file',
  saved: '“{{name}}” is saved.',
  reach: 'Not everybody can reach you with this',
  reachText: {
    'this-network': 'Your relay can only be reached in this network.',
    'this-computer': 'Your relay can only be reached on this computer.',
  },
}

export const safety = {
  title: 'Safety number',
  how: 'Read the numbers to each other on the phone or compare them side by side. {{name}} sees the same ones: then nobody is in between.',
  waiting: 'Being calculated …',
  held: 'The newest keys are dated ahead',
  heldText:
    'A change by {{name}} is dated more than a day ahead. It counts from {{when}} on, or as soon as the clocks agree. Until then the earlier keys and devices count.',
  newDevice: 'The safety number is still the same. Ask all the same whether the new device is expected.',
  conflict:
    'The same e-mail address belongs to two different identities here. Until that is cleared up nothing is sealed for this person.',
  equal: 'The numbers are equal',
  later: 'Later',
  undo: 'Take verification back',
}
