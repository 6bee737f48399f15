// English texts of contacts.
export const contacts = {
  title: 'Contacts',
  column: { name: 'Name', level: 'Verified', spaces: 'Spaces', actions: 'Actions' },
  spaces_one: '{{count}} space',
  spaces_other: '{{count}} spaces',
  actionsFor: 'Actions for {{name}}',
  state: { requested: 'Asked, no answer yet', asks: 'Would like to be a contact' },
  newDevice: 'New device since you verified',
  held: 'Newest keys are dated ahead',
  sent: 'Your requests',
  withdraw: 'Withdraw request',
  withdrawFor: 'Withdraw request to {{name}}',
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
  qr: 'QR code with your contact card',
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

export const scan = {
  camera: 'Scan with the camera',
  picture: 'QR code from a picture',
  view: 'Picture of the camera',
  hold: 'Hold the code into the picture.',
  stop: 'Close camera',
  looking: 'Looking at the picture …',
  'no-code': 'There is no QR code to be found in this picture.',
  'no-camera': 'There is no camera here, or another program is using it.',
  forbidden: 'This computer does not let Siegel use the camera. Allow it in its settings.',
}

export const safety = {
  way: 'How to compare?',
  aloud: 'Read aloud',
  code: 'QR code',
  youRead: 'You',
  theyRead: '{{name}}',
  mine: 'Your code',
  mineLabel: 'QR code of your safety number, for {{name}} to scan',
  theirs: '{{name}}’s code',
  scan: 'When you are together: scan the code that Siegel shows {{name}} in this place.',
  matched: '{{name}} is verified.',
  outcome: {
    ownCode: 'This is your own code',
    stranger: 'This is the code of somebody else',
    conflict: 'The identities do not agree',
    unreadable: 'This is no code to compare',
    newer: 'This code is from a newer version',
  },
  outcomeText: {
    ownCode: 'Scan the code on {{name}}’s screen, not the one on yours.',
    stranger: 'Has {{name}} really opened the comparison with you? Nobody was marked as verified.',
    conflict:
      '{{name}} holds another identity for you, or you for {{name}}. Somebody may sit in between. Pass on nothing confidential until this is clear.',
    unreadable: '{{name}} finds the right one under Contacts, “Compare safety number”.',
    newer: 'Update Siegel on this computer, then try again.',
  },
  title: 'Safety number',
  how: 'Read the lines to each other in turns on the phone, or compare them side by side. {{name}} sees the same numbers: then nobody is in between.',
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
