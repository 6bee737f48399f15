// English texts that every page uses, those of main's dialogs, and the sentences for everything that can go wrong.
export const common = {
  product: 'Siegel',
  back: 'Back',
  next: 'Next',
  cancel: 'Cancel',
  close: 'Close',
  save: 'Save',
  retry: 'Try again',
  loading: 'Loading …',
  none: '–',
  files_one: '{{count}} file',
  files_other: '{{count}} files',
}

export const language = { system: 'As the system', de: 'Deutsch', en: 'English' }
export const theme = { system: 'As the system', light: 'Light', dark: 'Dark' }

export const host = {
  pick: {
    share: 'Choose the folder for the space',
    receive: 'Choose the folder for the files you receive',
    locate: 'Choose the folder that was moved',
    takeout: 'Choose a folder for the copy',
    files: 'Choose files',
    card: 'Choose a contact card',
    button: 'Choose',
  },
  save: {
    kit: 'Save the recovery kit',
    card: 'Save the contact card',
    diagnosis: 'Save the diagnosis',
    activity: 'Save activity',
    vcard: 'Save contacts as vCard',
  },
  cardFiles: 'Contact cards',
}

export const start = {
  starting: 'Starting Siegel …',
  restarting: 'Restarting Siegel …',
  failed: 'Siegel cannot open',
  reason: {
    'profile-in-use': 'Another program on this computer is using this profile. Close it and try again.',
    'profile-newer': 'This profile belongs to a newer version of Siegel. Update Siegel on this computer.',
    'profile-damaged':
      'The profile on this computer is damaged. Your files are not affected. Set Siegel up again with your recovery kit.',
    disk: 'Siegel cannot write to this computer. Check the free space and the permissions of your home folder.',
    other: 'An unexpected error keeps Siegel from starting. Your files are not affected.',
  },
  gone: 'Siegel has stopped',
  goneText:
    'The part of Siegel that keeps your files in step has failed several times in a row. Your files are unchanged; nothing is being exchanged at the moment.',
  again: 'Start again',
}

export const problem = {
  title: 'This could not be loaded',
  refused: 'That did not work',
  E_ID: 'This identity or space is not known here.',
  E_SIG: 'A signature is not valid. Nothing was taken over.',
  E_CANON: 'What was given is damaged or does not have the expected form.',
  E_SEQ: 'What was given is incomplete. Try again in a moment.',
  E_ROLLBACK: 'The relay showed an older state than before. Nothing was taken over.',
  E_FORK: 'The relay shows different people different states. The space can only be read from now on.',
  E_STALE: 'This is out of date by now. Try again.',
  E_ROLE: 'You do not have the rights for that.',
  E_POLICY: 'A rule of your organisation does not allow that.',
  E_CONSENT: 'The other side has not agreed to that.',
  E_OPEN: 'This could not be opened with your keys.',
  E_INTEGRITY: 'Received data do not match what was signed. They were discarded.',
  E_LIMIT: 'That is too large, or too much at once.',
  E_PATH: 'Siegel has no access to that place.',
  E_TRANSPORT: 'The relay cannot be reached. Check the connection and try again.',
  E_QUOTA: 'There is no space left at the relay.',
  E_CONFLICT: 'Somebody else was faster. Try again.',
  E_PENDING: 'The space is changing its key. Try again in a moment.',
  E_UNKNOWN_VERSION: 'This comes from a newer version of Siegel. Update Siegel on this computer.',
  E_DOWN: 'Siegel does not answer at the moment. It is being restarted.',
  E_CHANNEL: 'This was not meant to happen. Please report this error.',
  E_LOCKED: 'Siegel is locked. Unlock it and try again.',
  E_GONE: 'That does not exist any more.',
  E_SILENT:
    'No device of this person has reported for more than seven days. Whether their keys are still valid is uncertain. Ask them, or wait until they open Siegel again.',
  E_ALONE: 'Only this computer reaches your relay: nobody could follow you there.',
  E_MOVING: 'Your inbox is moving to another relay. This has to wait until it is there: try again after that.',
  E_HELD:
    'An entry is dated more than a day ahead and waits for its time. Until then this is not possible. Check whether the clock of this computer is right.',
  E_CLOCK: 'The clock of this computer is wrong by more than a day. Set it and try again.',
  E_KEYSTORE: 'The key store of this computer does not hand out a key.',
  E_WAIT: 'Too many wrong passphrases. Wait a moment.',
  E_BUG: 'An unexpected error occurred. Your files are not affected.',
}

export const shell = {
  many: '99+',
  places: 'Places',
  '/spaces': 'Spaces',
  '/contacts': 'Contacts',
  '/needs-you': 'Needs you',
  '/activity': 'Activity',
  '/settings': 'Settings',
  '/help': 'Help',
}

export const connection = {
  online: 'Connected',
  connecting: 'Connecting',
  offline: 'Offline',
  refused: 'Refused by the relay',
}

export const drop = {
  title: 'Drop it here',
  text: 'A folder becomes a space, a contact card becomes a contact.',
  first: 'Only “{{name}}” was taken: please drop one thing at a time.',
}

export const level = {
  verified: 'Verified by you',
  vouched: 'Vouched for by organisation',
  first: 'Not verified yet',
  conflict: 'Conflict: please compare',
}

export const person = {
  me: '{{name}} (you)',
  you: 'You',
  stranger: 'Not a contact ({{code}})',
  several_one: '{{count}} person: {{names}}',
  several_other: '{{count}} people, among them {{names}}',
  more: '+{{count}}',
}
