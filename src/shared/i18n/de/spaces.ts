// German texts of spaces: list, invitations, files, people and rights.
export const spaces = {
  title: 'Datenräume',
  new: 'Neuer Datenraum',
  noFolder: 'Auf diesem Computer kein Ordner',
  created: '„{{name}}“ ist angelegt. Wen möchten Sie einladen?',
  column: { name: 'Name', people: 'Beteiligte', size: 'Größe', state: 'Zustand', changed: 'Geändert' },
  empty: {
    title: 'Noch kein Datenraum',
    text: 'Ziehen Sie einen Ordner in dieses Fenster oder wählen Sie einen aus. Danach bestimmen Sie, wer darauf zugreifen darf.',
    do: 'Ordner auswählen',
  },
  create: {
    title: 'Neuer Datenraum',
    text: 'Der Ordner bleibt, wo er ist. Wer eingeladen ist und annimmt, bekommt eine Kopie, und alle Kopien bleiben auf demselben Stand.',
    name: 'Name des Datenraums',
    do: 'Anlegen',
  },
} as const

export const space = {
  open: 'Ordner öffnen',
  pause: 'Anhalten',
  resume: 'Fortsetzen',
  tab: { files: 'Dateien', people: 'Personen & Rechte', activity: 'Aktivität', settings: 'Einstellungen' },
  conflicts_one: '{{count}} Konflikt',
  conflicts_other: '{{count}} Konflikte',
  skipped_one: '{{count}} Eintrag wird nicht ausgetauscht',
  skipped_other: '{{count}} Einträge werden nicht ausgetauscht',
  locate: 'Ordner zuordnen …',
  locateText: 'Wo liegt der Ordner von „{{name}}“ jetzt? Was darin schon stimmt, wird nicht noch einmal übertragen.',
  locateDo: 'Diesen Ordner verwenden',
  handOver: {
    title: '„{{name}}“ übergeben',
    text: 'Wer annimmt, ist ab dann Eigentümer und kann den Datenraum schließen. Sie behalten alle Rechte, bis die andere Seite sie ändert.',
    beforeLeaving: 'Der Datenraum gehört Ihnen. Übergeben Sie ihn zuerst; danach können Sie ihn verlassen.',
    to: 'Übergeben an',
    choose: 'Person auswählen',
    do: 'Anbieten',
    withdraw: 'Angebot zurückziehen',
    waiting: 'Angeboten: {{name}}',
    waitingText: 'Solange die andere Seite nicht annimmt, bleibt alles, wie es ist.',
    nobody: 'Niemand kann übernehmen',
    nobodyText: 'Übernehmen kann, wer eingeladen ist und angenommen hat.',
  },
  offer: {
    title: 'Möchten Sie „{{space}}“ übernehmen?',
    text: 'Sie sind dann Eigentümer. Was die andere Seite darf, bleibt unverändert.',
    accept: 'Übernehmen',
    decline: 'Ablehnen',
  },
  leave: {
    title: '„{{name}}“ verlassen?',
    text: 'Ihre Dateien bleiben auf diesem Computer. Sie bekommen keine Änderungen mehr, und die anderen bekommen Ihre nicht mehr.',
    do: 'Verlassen',
  },
  close: {
    title: '„{{name}}“ für alle schließen?',
    text: 'Alle behalten ihre Dateien, aber niemand kann danach noch etwas austauschen. Das lässt sich nicht rückgängig machen.',
    do: 'Für alle schließen',
  },
} as const

export const folder = {
  none: { share: 'Noch kein Ordner gewählt', receive: 'Noch kein Ordner gewählt', locate: 'Noch kein Ordner gewählt' },
  choose: 'Auswählen',
  other: 'Ändern',
  refused: 'Dieser Ordner geht nicht',
  doubtful: 'Bitte bedenken Sie',
  refusal: {
    'not-a-folder': 'Das ist kein Ordner.',
    'inside-space': 'Er liegt in einem Ordner, der schon ein Datenraum ist.',
    'contains-space': 'In ihm liegt ein Ordner, der schon ein Datenraum ist.',
    profile: 'Hier bewahrt Siegel seine eigenen Daten auf.',
    home: 'Das ist Ihr ganzer Benutzerordner. Wählen Sie einen Ordner darin.',
    'volume-root': 'Das ist ein ganzes Laufwerk. Wählen Sie einen Ordner darauf.',
    system: 'Das ist ein Ordner des Betriebssystems.',
    denied: 'Siegel darf in diesem Ordner nicht lesen und schreiben.',
    'not-empty': 'In diesem Ordner liegen schon andere Dateien. Wählen Sie einen leeren.',
  },
  warning: {
    'sync-program': 'Ein anderes Programm gleicht diesen Ordner schon ab; beide zusammen können Konflikte erzeugen.',
    'network-drive': 'Der Ordner liegt auf einem Netzlaufwerk: Änderungen werden dort nur verzögert bemerkt.',
    fat: 'Das Laufwerk speichert Zeiten und Rechte nur ungenau.',
    'many-files': 'Der Ordner enthält sehr viele Dateien; der erste Abgleich dauert.',
  },
} as const

export const invitations = {
  title: 'Einladung in den Datenraum „{{space}}“',
  unverified: 'Einladung in einen Datenraum',
  verifying: 'Wird geprüft …',
  what: '{{rights}} · {{files}} · {{size}}',
  where: 'Wohin sollen die Dateien? Der Ordner wird angelegt, wenn es ihn noch nicht gibt.',
  accept: 'Annehmen',
  decline: 'Ablehnen',
} as const

export const missing = {
  emptied: 'Der Ordner ist plötzlich leer',
  returned_one: 'In diesem Ordner fehlt {{count}} Datei',
  returned_other: 'In diesem Ordner fehlen {{count}} Dateien',
  emptiedText:
    'Wurde alles mit Absicht gelöscht? Bis Sie sich entscheiden, wird nichts ausgetauscht. Es fehlen: {{names}}.',
  returnedText:
    'Wurden sie mit Absicht gelöscht, oder sind sie neu? Bis Sie sich entscheiden, wird nichts ausgetauscht. Es fehlen: {{names}}.',
  more_one: '{{names}} und {{count}} weiterer Eintrag',
  more_other: '{{names}} und {{count}} weitere Einträge',
  fetch: 'Zurückholen',
  remove: 'Für alle löschen',
  removeTitle: 'Für alle löschen?',
  removeText_one:
    '{{count}} Datei verschwindet auch bei allen anderen. Sie liegt danach im Papierkorb des Datenraums und lässt sich zurückholen.',
  removeText_other:
    '{{count}} Dateien verschwinden auch bei allen anderen. Sie liegen danach im Papierkorb des Datenraums und lassen sich zurückholen.',
} as const

export const doubt = {
  title: 'Ist es wirklich {{names}}?',
  text: 'Eine zweite Identität nennt dieselbe E-Mail-Adresse. Hier ist ein neuer Schlüssel fällig, und Ihre Änderungen warten auf diesem Computer. Vergleichen Sie die Sicherheitsnummer, oder entfernen Sie die Person aus dem Datenraum.',
  compare: '{{name}} prüfen',
  remove: '{{name}} entfernen',
} as const

export const sync = {
  'up-to-date': 'Aktuell',
  unconfirmed: 'Nicht bestätigt',
  unconfirmedText: 'zuletzt bestätigt: {{when}}. Ob es Neueres gibt, ist ungewiss, bis sich ein anderes Gerät meldet.',
  'held-back': 'Relay-Server zeigt nicht alles',
  heldBackText: '{{name}} hat schon Neueres gesehen: {{when}}',
  'entry-ahead': 'Wartet: ein Eintrag ist vordatiert',
  entryAheadText:
    'Geschrieben von {{name}}. Er gilt ab {{when}}, oder sobald die Uhren übereinstimmen. Ihre Änderungen warten.',
  looking: 'Wird verglichen',
  transferring: 'Überträgt: {{share}}',
  offline: 'Offline',
  withheld: 'Wartet auf Daten',
  withheldFiles_one: 'Der Relay-Server liefert {{count}} Inhalt nicht',
  withheldFiles_other: 'Der Relay-Server liefert {{count}} Inhalte nicht',
  lost: 'Wartet auf verlorene Inhalte',
  lostText_one:
    'Der Relay-Server hat {{count}} Inhalt verloren. Er kommt wieder, sobald sich ein Gerät meldet, das ihn noch hat.',
  lostText_other:
    'Der Relay-Server hat {{count}} Inhalte verloren. Sie kommen wieder, sobald sich ein Gerät meldet, das sie noch hat.',
  withheldLog: 'Der Relay-Server liefert einen Teil des Verlaufs nicht',
  damaged_one: '{{count}} Inhalt ist beschädigt',
  damaged_other: '{{count}} Inhalte sind beschädigt',
  damagedText: 'Was der Relay-Server liefert, ist nicht das Original. Nichts davon wurde übernommen.',
  'disk-full': 'Zu wenig Speicherplatz: {{size}} fehlen',
  'relay-full': 'Der Relay-Server nimmt gerade nichts mehr an',
  paused: 'Angehalten',
  'folder-missing': 'Ordner nicht gefunden',
  'files-missing': 'Wartet auf Ihre Entscheidung',
  'contact-conflict': 'Wartet auf Ihre Prüfung',
  closed: 'Geschlossen',
  stopped: {
    mismatch: 'Gestoppt: Stand stimmt nicht überein',
    fork: 'Gestoppt: widersprüchliche Stände',
    'no-rights': 'Gestoppt: keine Rechte mehr',
    refused: 'Gestoppt: vom Relay-Server abgewiesen',
  },
  progress: 'Fortschritt der Übertragung',
  moving: 'Wird übertragen',
  sending_one: '{{count}} Datei wird gesendet',
  sending_other: '{{count}} Dateien werden gesendet',
  receiving_one: '{{count}} Datei wird empfangen',
  receiving_other: '{{count}} Dateien werden empfangen',
  amount: '{{done}} von {{total}}',
  confirmed: 'bestätigt von {{name}}: {{when}}',
  since: 'zuletzt abgeglichen: {{when}}',
  retry: 'nächster Versuch: {{when}}',
} as const

export const files = {
  title: 'Dateien',
  trail: 'Ordner',
  folder: 'Ordner',
  file: 'Datei',
  pages: 'Seiten',
  range: '{{from}}–{{to}} von {{total}}',
  previous: 'Vorige Seite',
  next: 'Nächste Seite',
  reveal: 'Im Dateimanager zeigen',
  actionsFor: 'Aktionen für {{name}}',
  column: { name: 'Name', size: 'Größe', changed: 'Geändert', by: 'Von', state: 'Zustand', actions: 'Aktionen' },
  empty: {
    title: 'Dieser Datenraum ist noch leer',
    folder: 'Dieser Ordner ist leer',
    text: 'Ziehen Sie Dateien hierher, oder legen Sie sie im Dateimanager in den Ordner: Sie erscheinen bei allen Beteiligten.',
  },
  state: {
    synced: 'Aktuell',
    uploading: 'Wird gesendet',
    downloading: 'Wird empfangen',
    waiting: 'Wartet',
    conflict: 'Konflikt',
    local: 'Nur hier',
    absent: 'Nicht hier',
    known: 'Wie zuletzt bekannt',
  },
  notSent: {
    title: 'Ihre Änderungen bleiben auf diesem Computer',
    text: 'Sie dürfen hier lesen, aber nichts ändern. Was Sie geändert haben, liegt als Kopie hier und wird nicht gesendet; die Datei selbst ist so, wie die anderen sie haben.',
  },
  reason: {
    name: 'Name ungeeignet',
    link: 'Verknüpfung',
    special: 'Sonderdatei',
    growing: 'Wird geschrieben',
    collision: 'Name doppelt',
    denied: 'Kein Zugriff',
    'no-right': 'Keine Rechte',
    damaged: 'Inhalt beschädigt',
    withheld: 'Wartet auf Daten',
    lost: 'Vom Relay-Server verloren: wartet auf ein Gerät, das den Inhalt hat',
    ignored: 'Hier ausgelassen',
  },
} as const

export const trash = {
  title: 'Papierkorb',
  of: 'Papierkorb von „{{name}}“',
  empty: 'Der Papierkorb ist leer',
  emptyText: 'Was jemand in diesem Datenraum löscht, liegt hier und lässt sich wiederherstellen.',
  where: 'Ordner',
  when: 'Gelöscht',
  by: 'Von',
  restore: 'Wiederherstellen',
  restored: '„{{name}}“ ist wieder da.',
} as const

export const versions = {
  title: 'Versionen',
  of: 'Versionen von „{{name}}“',
  at: 'Zeitpunkt',
  current: 'Aktuell',
  lost: 'Inhalt verloren',
  restored: '„{{name}}“ ist wieder auf dem Stand vom {{when}}.',
} as const

export const rights = {
  read: 'Lesen',
  write: 'Schreiben',
  delete: 'Löschen',
  manage: 'Verwalten',
  yes: 'erlaubt',
  no: 'nicht erlaubt',
  dash: '–',
  may: 'Darf',
  owner: 'Eigentümer',
  preset: {
    viewer: 'Lesen',
    contributor: 'Beitragen',
    editor: 'Bearbeiten',
    manager: 'Verwalten',
    single: 'Einzelne Rechte',
  },
  what: {
    viewer: 'Sieht alle Dateien, ändert nichts.',
    contributor: 'Fügt hinzu und ändert, löscht aber nichts.',
    editor: 'Fügt hinzu, ändert und löscht.',
    manager: 'Darf alles und lädt weitere Personen ein.',
    single: 'Sie wählen selbst; Lesen gehört immer dazu.',
  },
} as const

export const people = {
  title: 'Personen & Rechte',
  alone: 'Bisher sind Sie hier allein.',
  manage: 'Wer darf was in diesem Datenraum?',
  look: 'Wer darf was in diesem Datenraum? Ändern können das nur Verwalter.',
  person: 'Person',
  actions: 'Aktionen',
  actionsFor: 'Aktionen für {{name}}',
  offered: 'Übergabe angeboten',
  state: { invited: 'eingeladen', expired: 'abgelaufen', leaving: 'wird entfernt' },
  until: 'bis {{when}}',
  limited: 'Zugriff befristen',
  lastDay: 'Letzter Tag',
  lastDayText: 'Der Zugriff endet um Mitternacht am Ende dieses Tages.',
  change: 'Rechte ändern …',
  changeTitle: 'Rechte ändern',
  revoke: 'Entfernen …',
  revokeTitle: '{{name}} aus „{{space}}“ entfernen?',
  revokeDo: 'Entfernen',
  invite: 'Einladen',
  inviteTitle: 'In „{{name}}“ einladen',
  inviteDo: 'Einladung senden',
  inviteAnyway: 'Trotzdem einladen',
  invited: '{{name}} ist eingeladen.',
  contact: 'Kontakt',
  choose: 'Kontakt auswählen',
  nobody: 'Niemand zum Einladen',
  nobodyText: 'Einladen können Sie Kontakte, die beide Seiten bestätigt haben und die noch nicht dabei sind.',
  unverified: '{{name}} ist noch nicht geprüft',
  unverifiedText:
    'Vergleichen Sie die Sicherheitsnummer, bevor Sie Vertrauliches teilen. Sie finden sie unter Kontakte.',
} as const
