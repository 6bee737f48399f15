// German texts of contacts.
export const contacts = {
  title: 'Kontakte',
  column: { name: 'Name', level: 'Geprüft', spaces: 'Datenräume', actions: 'Aktionen' },
  spaces_one: '{{count}} Datenraum',
  spaces_other: '{{count}} Datenräume',
  actionsFor: 'Aktionen für {{name}}',
  state: { requested: 'Angefragt, noch keine Antwort', asks: 'Möchte ein Kontakt werden' },
  newDevice: 'Neues Gerät seit der Prüfung',
  held: 'Neueste Schlüssel sind vordatiert',
  sent: 'Ihre Anfragen',
  withdraw: 'Anfrage zurückziehen',
  withdrawFor: 'Anfrage an {{name}} zurückziehen',
  empty: {
    title: 'Noch keine Kontakte',
    text: 'Schicken Sie jemandem Ihre Kontaktkarte, oder fügen Sie die Karte hinzu, die Sie bekommen haben.',
    do: 'Meine Kontaktkarte',
  },
  add: {
    title: 'Kontakt hinzufügen',
    text: 'Fügen Sie die Kontaktkarte oder den Einladungslink ein, den Sie bekommen haben, oder wählen Sie die Datei aus.',
    card: 'Kontaktkarte oder Einladungslink',
    file: 'Datei auswählen',
    do: 'Hinzufügen',
    linkOver:
      'Dieser Einladungslink gilt nicht mehr, oder er ist unterwegs beschädigt worden. Bitten Sie um einen neuen.',
    unreadable:
      'Das ist keine Kontaktkarte, oder sie ist unterwegs beschädigt worden. Lassen Sie sie sich noch einmal schicken.',
    outcome: {
      requested: '{{name}} ist angefragt. Sobald die andere Seite bestätigt, können Sie Dateien austauschen.',
      answered: 'Ihre Zusage ist unterwegs. Sobald sie ankommt, steht die Person in Ihren Kontakten.',
      accepted: '{{name}} ist jetzt ein Kontakt.',
      known: '{{name}} ist schon in Ihren Kontakten.',
      self: 'Das ist Ihre eigene Kontaktkarte.',
      conflict:
        'Diese Karte nennt die Adresse von {{name}}, gehört aber zu einer anderen Identität. Bitte klären Sie das, bevor Sie weitermachen.',
    },
  },
} as const

export const requests = {
  title: '{{name}} möchte ein Kontakt werden',
  text: 'Bestätigen Sie nur, wen Sie kennen.',
  accept: 'Bestätigen',
  decline: 'Ablehnen',
} as const

export const card = {
  qr: 'QR-Code mit Ihrer Kontaktkarte',
  title: 'Meine Kontaktkarte',
  text: 'Schicken Sie diesen Text oder die Datei an jemanden, mit dem Sie Dateien austauschen möchten, zum Beispiel per E-Mail. Geheimes steht nicht darin.',
  label: 'Kontaktkarte',
  copy: 'Kopieren',
  copied: 'Die Kontaktkarte ist in der Zwischenablage.',
  save: 'Als Datei speichern',
  saved: '„{{name}}“ wurde gespeichert.',
  reach: 'Nicht jeder erreicht Sie damit',
  reachText: {
    'this-network': 'Ihr Relay-Server ist nur in diesem Netz erreichbar.',
    'this-computer': 'Ihr Relay-Server ist nur auf diesem Computer erreichbar.',
  },
} as const

export const scan = {
  camera: 'Mit der Kamera lesen',
  picture: 'QR-Code aus einem Bild',
  view: 'Bild der Kamera',
  hold: 'Halten Sie den Code ins Bild.',
  stop: 'Kamera schließen',
  looking: 'Das Bild wird angesehen …',
  'no-code': 'In diesem Bild ist kein QR-Code zu finden.',
  'no-camera': 'Hier ist keine Kamera, oder ein anderes Programm benutzt sie gerade.',
  forbidden: 'Dieser Computer lässt Siegel nicht an die Kamera. Erlauben Sie es in seinen Einstellungen.',
} as const

export const safety = {
  way: 'Wie vergleichen?',
  aloud: 'Vorlesen',
  code: 'QR-Code',
  youRead: 'Sie',
  theyRead: '{{name}}',
  mine: 'Ihr Code',
  mineLabel: 'QR-Code Ihrer Sicherheitsnummer, von {{name}} zu lesen',
  theirs: 'Der Code von {{name}}',
  scan: 'Stehen Sie beieinander: Lesen Sie den Code, den Siegel bei {{name}} an dieser Stelle zeigt.',
  matched: '{{name}} ist geprüft.',
  outcome: {
    ownCode: 'Das ist Ihr eigener Code',
    stranger: 'Das ist ein Code von jemand anderem',
    conflict: 'Die Identitäten stimmen nicht überein',
    unreadable: 'Das ist kein Code zum Vergleichen',
    newer: 'Dieser Code stammt von einer neueren Version',
  },
  outcomeText: {
    ownCode: 'Lesen Sie den Code auf dem Bildschirm von {{name}}, nicht den auf Ihrem.',
    stranger: 'Hat {{name}} wirklich den Vergleich mit Ihnen geöffnet? Niemand wurde als geprüft vermerkt.',
    conflict:
      'Bei {{name}} steht für Sie eine andere Identität, oder bei Ihnen für {{name}}. Vielleicht sitzt jemand dazwischen. Geben Sie nichts Vertrauliches weiter, bis das geklärt ist.',
    unreadable: '{{name}} findet den richtigen unter Kontakte, „Sicherheitsnummer vergleichen“.',
    newer: 'Aktualisieren Sie Siegel auf diesem Computer und versuchen Sie es dann noch einmal.',
  },
  title: 'Sicherheitsnummer',
  how: 'Lesen Sie sich die Zeilen am Telefon abwechselnd vor oder vergleichen Sie sie nebeneinander. Bei {{name}} stehen dieselben Zahlen: Dann ist niemand dazwischen.',
  waiting: 'Wird berechnet …',
  held: 'Die neuesten Schlüssel sind vordatiert',
  heldText:
    'Eine Änderung von {{name}} trägt ein Datum, das mehr als einen Tag in der Zukunft liegt. Sie gilt ab {{when}} oder sobald die Uhren übereinstimmen. Bis dahin gelten die bisherigen Schlüssel und Geräte.',
  newDevice: 'Die Sicherheitsnummer ist dieselbe geblieben. Fragen Sie trotzdem nach, ob das neue Gerät erwartet ist.',
  conflict:
    'Dieselbe E-Mail-Adresse gehört hier zu zwei verschiedenen Identitäten. Solange das nicht geklärt ist, wird nichts für diese Person versiegelt.',
  equal: 'Die Nummern sind gleich',
  later: 'Später',
  undo: 'Prüfung zurücknehmen',
} as const
