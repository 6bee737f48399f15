// English texts of spaces: list, invitations, files, people and rights.
export const spaces = {
  title: 'Spaces',
  new: 'New space',
  noFolder: 'No folder on this computer',
  created: '“{{name}}” is ready. Whom do you want to invite?',
  column: { name: 'Name', people: 'People', size: 'Size', state: 'State', changed: 'Changed' },
  empty: {
    title: 'No space yet',
    text: 'Drop a folder into this window or choose one. Then you decide who may use it.',
    do: 'Choose a folder',
  },
  create: {
    title: 'New space',
    text: 'The folder stays where it is. Whoever is invited and accepts gets a copy, and all copies stay in step.',
    name: 'Name of the space',
    do: 'Create',
  },
}

export const space = {
  open: 'Open folder',
  more: 'More actions',
  pause: 'Pause',
  resume: 'Resume',
  tab: { files: 'Files', people: 'People & rights', activity: 'Activity' },
  conflicts_one: '{{count}} conflict',
  conflicts_other: '{{count}} conflicts',
  skipped_one: '{{count}} entry is not exchanged',
  skipped_other: '{{count}} entries are not exchanged',
  locate: 'Locate folder …',
  locateText: 'Where is the folder of “{{name}}” now? What is right in it already is not transferred again.',
  locateDo: 'Use this folder',
  leave: {
    menu: 'Leave space …',
    title: 'Leave “{{name}}”?',
    text: 'Your files stay on this computer. You get no more changes, and the others no longer get yours.',
    do: 'Leave',
  },
  close: {
    menu: 'Close space …',
    title: 'Close “{{name}}” for everybody?',
    text: 'Everybody keeps their files, but nobody can exchange anything after that. This cannot be undone.',
    do: 'Close for everybody',
  },
}

export const folder = {
  none: { share: 'No folder chosen yet', receive: 'No folder chosen yet', locate: 'No folder chosen yet' },
  choose: 'Choose',
  other: 'Change',
  refused: 'This folder cannot be used',
  doubtful: 'Please consider',
  refusal: {
    'not-a-folder': 'This is not a folder.',
    'inside-space': 'It lies in a folder that is already a space.',
    'contains-space': 'It contains a folder that is already a space.',
    profile: 'This is where Siegel keeps its own data.',
    home: 'This is your whole home folder. Choose a folder in it.',
    'volume-root': 'This is a whole drive. Choose a folder on it.',
    system: 'This folder belongs to the operating system.',
    denied: 'Siegel may not read and write in this folder.',
    'not-empty': 'There are other files in this folder already. Choose an empty one.',
  },
  warning: {
    'sync-program': 'Another program already keeps this folder in step; the two together can cause conflicts.',
    'network-drive': 'The folder is on a network drive: changes there are noticed late.',
    fat: 'The drive keeps times and permissions only roughly.',
    'many-files': 'The folder holds very many files; the first pass takes a while.',
  },
}

export const invitations = {
  title: 'Invitation to the space “{{space}}”',
  unverified: 'Invitation to a space',
  verifying: 'Being verified …',
  what: '{{rights}} · {{files}} · {{size}}',
  where: 'Where should the files go? The folder is created if it does not exist yet.',
  accept: 'Accept',
  decline: 'Decline',
}

export const sync = {
  'up-to-date': 'Up to date',
  looking: 'Comparing',
  transferring: 'Transferring: {{share}}',
  offline: 'Offline',
  'disk-full': 'Not enough disk space: {{size}} missing',
  'relay-full': 'The relay is full',
  paused: 'Paused',
  'folder-missing': 'Folder not found',
  closed: 'Closed',
  stopped: {
    mismatch: 'Stopped: states do not match',
    fork: 'Stopped: contradictory states',
    'no-rights': 'Stopped: no rights any more',
    refused: 'Stopped: refused by the relay',
  },
  progress: 'Progress of the transfer',
  moving: 'Transferring',
  sending_one: 'sending {{count}} file',
  sending_other: 'sending {{count}} files',
  receiving_one: 'receiving {{count}} file',
  receiving_other: 'receiving {{count}} files',
  amount: '{{done}} of {{total}}',
  confirmed: 'confirmed by {{name}}: {{when}}',
  since: 'last in step: {{when}}',
  retry: 'next try: {{when}}',
}

export const files = {
  title: 'Files',
  trail: 'Folders',
  folder: 'Folder',
  file: 'File',
  pages: 'Pages',
  range: '{{from}}–{{to}} of {{total}}',
  previous: 'Previous page',
  next: 'Next page',
  reveal: 'Show in file manager',
  actionsFor: 'Actions for {{name}}',
  column: { name: 'Name', size: 'Size', changed: 'Changed', by: 'By', state: 'State', actions: 'Actions' },
  empty: {
    title: 'This space is still empty',
    folder: 'This folder is empty',
    text: 'Put files into the folder with your file manager: they appear at everybody’s place.',
  },
  state: {
    synced: 'Up to date',
    uploading: 'Sending',
    downloading: 'Receiving',
    waiting: 'Waiting',
    conflict: 'Conflict',
    local: 'Only here',
  },
  reason: {
    name: 'Unsuitable name',
    link: 'Link',
    special: 'Special file',
    growing: 'Being written',
    collision: 'Name taken',
    denied: 'No access',
    'no-right': 'No rights',
  },
}

export const trash = {
  title: 'Trash',
  of: 'Trash of “{{name}}”',
  empty: 'The trash is empty',
  emptyText: 'What somebody deletes in this space lies here and can be restored.',
  where: 'Folder',
  when: 'Deleted',
  by: 'By',
  restore: 'Restore',
  restored: '“{{name}}” is back.',
}

export const versions = {
  title: 'Versions',
  of: 'Versions of “{{name}}”',
  at: 'Date',
  current: 'Current',
  restored: '“{{name}}” is as it was on {{when}}.',
}

export const rights = {
  read: 'Read',
  write: 'Write',
  delete: 'Delete',
  manage: 'Manage',
  yes: 'allowed',
  no: 'not allowed',
  dash: '–',
  may: 'May',
  owner: 'Owner',
  preset: {
    viewer: 'Viewer',
    contributor: 'Contributor',
    editor: 'Editor',
    manager: 'Manager',
    single: 'Single rights',
  },
  what: {
    viewer: 'Sees all files, changes nothing.',
    contributor: 'Adds and changes, but deletes nothing.',
    editor: 'Adds, changes and deletes.',
    manager: 'May do everything, and invites others.',
  },
}

export const people = {
  title: 'People & rights',
  alone: 'So far you are alone here.',
  manage: 'Who may do what in this space?',
  look: 'Who may do what in this space? Only managers can change that.',
  person: 'Person',
  actions: 'Actions',
  actionsFor: 'Actions for {{name}}',
  state: { invited: 'invited', leaving: 'being removed' },
  until: 'until {{when}}',
  change: 'Change rights …',
  changeTitle: 'Change rights',
  revoke: 'Remove …',
  revokeTitle: 'Remove {{name}} from “{{space}}”?',
  revokeText:
    '{{name}} gets nothing new from now on, and the key changes before the next edit. What {{name}} has received already stays there: nobody can take that back.',
  revokeDo: 'Remove',
  invite: 'Invite',
  inviteTitle: 'Invite to “{{name}}”',
  inviteDo: 'Send invitation',
  invited: '{{name}} is invited.',
  contact: 'Contact',
  choose: 'Choose a contact',
  nobody: 'Nobody to invite',
  nobodyText: 'You can invite contacts that both sides have accepted and that are not in yet.',
  unverified: '{{name}} is not verified yet',
  unverifiedText: 'Compare the safety number before you share anything confidential. You find it under Contacts.',
}
