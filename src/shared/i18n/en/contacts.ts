// English texts of contacts, activity and settings.
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

export const activity = {
  title: 'Activity',
  more: 'Show more',
  thisComputer: 'This computer',
  empty: { title: 'Nothing has happened yet', text: 'This is where you see who changed what, and when.' },
  what: {
    'files-added_one': '“{{subject}}” added',
    'files-added_other': '“{{subject}}” and {{others}} more added',
    'files-changed_one': '“{{subject}}” changed',
    'files-changed_other': '“{{subject}}” and {{others}} more changed',
    'files-moved_one': '“{{subject}}” moved or renamed',
    'files-moved_other': '“{{subject}}” and {{others}} more moved or renamed',
    'files-removed_one': '“{{subject}}” deleted',
    'files-removed_other': '“{{subject}}” and {{others}} more deleted',
    'files-restored_one': '“{{subject}}” restored',
    'files-restored_other': '“{{subject}}” and {{others}} more restored',
    conflict_one: 'Both sides changed “{{subject}}”: both copies are there',
    conflict_other: 'Both sides changed “{{subject}}” and {{others}} more: both copies are there',
    'not-exchanged_one': '“{{subject}}” is not exchanged',
    'not-exchanged_other': '“{{subject}}” and {{others}} more are not exchanged',
    'change-void': 'Invalid change, not taken over',
    'space-created': 'Space created',
    'space-closed': 'Space closed',
    'member-invited': '{{subject}} invited',
    'member-joined': '{{subject}} joined',
    'member-left': '{{subject}} left the space',
    'member-removed': '{{subject}} removed',
    'rights-changed': 'Rights of {{subject}} changed',
    'access-ended': 'Your access to “{{subject}}” has expired',
    'owner-offered': 'Space offered to {{subject}}',
    'owner-changed': 'Space now belongs to {{subject}}',
    'key-changed': 'Key changed',
    'contact-requested': 'Contact request: {{subject}}',
    'contact-accepted': 'Contact accepted: {{subject}}',
    'contact-verified': 'Safety number compared: {{subject}}',
    'contact-conflict': 'Conflict about {{subject}}',
    'device-removed': 'Device {{subject}} removed',
    'device-added': 'New device: {{subject}}',
  },
}

export const settings = {
  title: 'Settings',
  appearance: 'Appearance',
  language: 'Language',
  theme: 'Theme',
  me: 'You and this device',
  name: 'Name',
  email: 'E-mail address',
  device: 'Device',
  security: 'Security',
  lock: 'Lock now',
  lockText: 'Locking wipes the keys from memory and stops the exchange until you enter the passphrase.',
}

export const devices = {
  title: 'Devices',
  here: 'This device',
  unnamed: 'Device without a name',
  since: 'Added on {{when}}',
  revoke: 'Remove',
  revokeFor: 'Remove {{name}}',
  revokeTitle: 'Remove “{{name}}”?',
  revokeDo: 'Remove device',
  revokeText:
    'The device gets nothing from now on, and your keys change: in every space before the next edit. What lies on the device already stays there. This cannot be undone; with the recovery kit you can set the device up anew.',
}
