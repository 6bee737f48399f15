// German texts that every page uses, those of main's dialogs, and the sentences for everything that can go wrong.
export const common = {
  product: 'Siegel',
  back: 'Zurück',
  next: 'Weiter',
  cancel: 'Abbrechen',
  close: 'Schließen',
  save: 'Speichern',
  retry: 'Erneut versuchen',
  loading: 'Wird geladen …',
  none: '–',
  files_one: '{{count}} Datei',
  files_other: '{{count}} Dateien',
} as const

export const language = { system: 'Wie das System', de: 'Deutsch', en: 'English' } as const
export const theme = { system: 'Wie das System', light: 'Hell', dark: 'Dunkel' } as const

export const host = {
  pick: {
    share: 'Ordner für den Datenraum auswählen',
    receive: 'Ordner für die empfangenen Dateien auswählen',
    locate: 'Verschobenen Ordner auswählen',
    takeout: 'Ordner für die Kopie auswählen',
    card: 'Kontaktkarte auswählen',
    files: 'Dateien auswählen',
    button: 'Auswählen',
  },
  save: {
    kit: 'Wiederherstellungsblatt speichern',
    card: 'Kontaktkarte speichern',
    diagnosis: 'Diagnose speichern',
    activity: 'Aktivität speichern',
    vcard: 'Kontakte als vCard speichern',
  },
  cardFiles: 'Kontaktkarten',
} as const

export const start = {
  starting: 'Siegel wird gestartet …',
  restarting: 'Siegel wird neu gestartet …',
  failed: 'Siegel kann nicht geöffnet werden',
  reason: {
    'profile-in-use':
      'Ein anderer Vorgang auf diesem Computer benutzt dieses Profil gerade. Schließen Sie ihn und versuchen Sie es noch einmal.',
    'profile-newer':
      'Dieses Profil stammt von einer neueren Version von Siegel. Aktualisieren Sie Siegel auf diesem Computer.',
    'profile-damaged':
      'Das Profil auf diesem Computer ist beschädigt. Ihre Dateien sind davon nicht betroffen. Mit dem Wiederherstellungsblatt richten Sie Siegel neu ein.',
    disk: 'Siegel kann auf diesem Computer nicht schreiben. Prüfen Sie den freien Speicherplatz und die Rechte Ihres Benutzerordners.',
    other: 'Ein unerwarteter Fehler verhindert den Start. Ihre Dateien sind davon nicht betroffen.',
  },
  gone: 'Siegel ist angehalten',
  goneText:
    'Der Teil von Siegel, der Ihre Dateien abgleicht, ist mehrmals hintereinander ausgefallen. Ihre Dateien sind unverändert; abgeglichen wird im Augenblick nichts.',
  again: 'Neu starten',
} as const

export const problem = {
  title: 'Das konnte nicht geladen werden',
  refused: 'Das hat nicht geklappt',
  E_ID: 'Diese Identität oder dieser Datenraum ist hier nicht bekannt.',
  E_SIG: 'Eine Unterschrift ist ungültig. Nichts wurde übernommen.',
  E_CANON: 'Die Angaben sind beschädigt oder haben nicht die erwartete Form.',
  E_SEQ: 'Die Angaben sind unvollständig. Versuchen Sie es in einem Augenblick noch einmal.',
  E_ROLLBACK: 'Der Relay-Server hat einen älteren Stand gezeigt als früher. Nichts wurde übernommen.',
  E_FORK: 'Der Relay-Server zeigt verschiedenen Personen verschiedene Stände. Der Datenraum wird nur noch gelesen.',
  E_STALE: 'Der Stand ist inzwischen überholt. Versuchen Sie es noch einmal.',
  E_ROLE: 'Dazu haben Sie nicht die nötigen Rechte.',
  E_POLICY: 'Eine Regel Ihrer Organisation lässt das nicht zu.',
  E_CONSENT: 'Dazu fehlt die Zustimmung der anderen Seite.',
  E_OPEN: 'Das ließ sich mit Ihren Schlüsseln nicht öffnen.',
  E_INTEGRITY: 'Empfangene Daten stimmen nicht mit dem überein, was unterschrieben wurde. Sie wurden verworfen.',
  E_LIMIT: 'Das ist zu groß oder zu viel auf einmal.',
  E_PATH: 'Auf diesen Ort kann Siegel nicht zugreifen.',
  E_TRANSPORT: 'Der Relay-Server ist nicht erreichbar. Prüfen Sie die Verbindung und versuchen Sie es noch einmal.',
  E_QUOTA: 'Auf dem Relay-Server ist kein Platz mehr frei.',
  E_CONFLICT: 'Jemand anderes war schneller. Versuchen Sie es noch einmal.',
  E_PENDING: 'Der Datenraum wechselt gerade den Schlüssel. Versuchen Sie es in einem Augenblick noch einmal.',
  E_UNKNOWN_VERSION: 'Das stammt von einer neueren Version von Siegel. Aktualisieren Sie Siegel auf diesem Computer.',
  E_DOWN: 'Siegel antwortet im Augenblick nicht. Es wird neu gestartet.',
  E_CHANNEL: 'Das war so nicht vorgesehen. Bitte melden Sie diesen Fehler.',
  E_LOCKED: 'Siegel ist gesperrt. Entsperren Sie es und versuchen Sie es noch einmal.',
  E_GONE: 'Das gibt es nicht mehr.',
  E_SILENT:
    'Seit mehr als sieben Tagen hat sich kein Gerät dieser Person gemeldet. Ob ihre Schlüssel noch gelten, ist ungewiss. Fragen Sie nach, oder warten Sie, bis sie Siegel wieder öffnet.',
  E_ALONE: 'Nur dieser Computer erreicht Ihren Relay-Server: Niemand könnte Ihnen dorthin folgen.',
  E_MOVING:
    'Ihr Postfach zieht gerade zu einem anderen Relay-Server um. Bis es dort ist, geht das nicht: Versuchen Sie es danach noch einmal.',
  E_HELD:
    'Ein Eintrag ist mehr als einen Tag vordatiert und wartet auf seine Zeit. Bis dahin ist das nicht möglich. Prüfen Sie, ob die Uhr dieses Computers richtig geht.',
  E_CLOCK:
    'Die Uhr dieses Computers geht um mehr als einen Tag falsch. Stellen Sie sie und versuchen Sie es noch einmal.',
  E_KEYSTORE: 'Der Schlüsselspeicher dieses Computers gibt keinen Schlüssel her.',
  E_WAIT: 'Zu viele falsche Passphrasen. Warten Sie einen Augenblick.',
  E_BUG: 'Ein unerwarteter Fehler ist aufgetreten. Ihre Dateien sind davon nicht betroffen.',
} as const

export const shell = {
  many: '99+',
  places: 'Bereiche',
  '/spaces': 'Datenräume',
  '/contacts': 'Kontakte',
  '/needs-you': 'Zu erledigen',
  '/activity': 'Aktivität',
  '/settings': 'Einstellungen',
  '/help': 'Hilfe',
} as const

export const connection = {
  online: 'Verbunden',
  connecting: 'Verbindung wird aufgebaut',
  offline: 'Offline',
  refused: 'Vom Relay-Server abgewiesen',
} as const

export const drop = {
  title: 'Hier ablegen',
  text: 'Ein Ordner wird zu einem Datenraum, eine Kontaktkarte zu einem Kontakt.',
  first: 'Nur „{{name}}“ wurde übernommen: bitte immer nur eines ablegen.',
} as const

export const level = {
  verified: 'Von Ihnen geprüft',
  vouched: 'Von Organisation bestätigt',
  first: 'Noch nicht geprüft',
  conflict: 'Widerspruch: bitte vergleichen',
} as const

export const person = {
  me: '{{name}} (Sie)',
  you: 'Sie',
  stranger: 'Kein Kontakt ({{code}})',
  several_one: '{{count}} Person: {{names}}',
  several_other: '{{count}} Personen, darunter {{names}}',
  more: '+{{count}}',
} as const
