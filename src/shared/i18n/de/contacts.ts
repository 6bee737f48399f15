// German texts of contacts, activity and settings.
export const contacts = {
  title: 'Kontakte',
  column: { name: 'Name', level: 'Geprüft', spaces: 'Datenräume', actions: 'Aktionen' },
  actionsFor: 'Aktionen für {{name}}',
  state: { requested: 'Angefragt, noch keine Antwort', asks: 'Möchte ein Kontakt werden' },
  newDevice: 'Neues Gerät seit der Prüfung',
  held: 'Neueste Schlüssel sind vordatiert',
  withdraw: 'Anfrage zurückziehen',
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

export const safety = {
  title: 'Sicherheitsnummer',
  how: 'Lesen Sie sich die Zahlen am Telefon vor oder vergleichen Sie sie nebeneinander. Bei {{name}} stehen dieselben: Dann ist niemand dazwischen.',
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

export const activity = {
  title: 'Aktivität',
  more: 'Mehr anzeigen',
  thisComputer: 'Dieser Computer',
  empty: { title: 'Noch nichts geschehen', text: 'Hier steht, wer wann was geändert hat.' },
  what: {
    'files-added_one': '„{{subject}}“ hinzugefügt',
    'files-added_other': '„{{subject}}“ und {{others}} weitere hinzugefügt',
    'files-changed_one': '„{{subject}}“ geändert',
    'files-changed_other': '„{{subject}}“ und {{others}} weitere geändert',
    'files-moved_one': '„{{subject}}“ verschoben oder umbenannt',
    'files-moved_other': '„{{subject}}“ und {{others}} weitere verschoben oder umbenannt',
    'files-removed_one': '„{{subject}}“ gelöscht',
    'files-removed_other': '„{{subject}}“ und {{others}} weitere gelöscht',
    'files-restored_one': '„{{subject}}“ wiederhergestellt',
    'files-restored_other': '„{{subject}}“ und {{others}} weitere wiederhergestellt',
    conflict_one: 'Beide Seiten haben „{{subject}}“ geändert: Beide Fassungen sind da',
    conflict_other: 'Beide Seiten haben „{{subject}}“ und {{others}} weitere geändert: Beide Fassungen sind da',
    'not-exchanged_one': '„{{subject}}“ wird nicht ausgetauscht',
    'not-exchanged_other': '„{{subject}}“ und {{others}} weitere werden nicht ausgetauscht',
    'change-void': 'Ungültige Änderung, nicht übernommen',
    'space-created': 'Datenraum angelegt',
    'space-closed': 'Datenraum geschlossen',
    'member-invited': '{{subject}} eingeladen',
    'member-joined': '{{subject}} ist dabei',
    'member-left': '{{subject}} hat den Datenraum verlassen',
    'member-removed': '{{subject}} entfernt',
    'rights-changed': 'Rechte von {{subject}} geändert',
    'access-ended': 'Ihr Zugriff auf „{{subject}}“ ist abgelaufen',
    'owner-offered': 'Datenraum {{subject}} zur Übernahme angeboten',
    'owner-changed': 'Datenraum gehört jetzt {{subject}}',
    'key-changed': 'Schlüssel gewechselt',
    'contact-requested': 'Kontaktanfrage: {{subject}}',
    'contact-accepted': 'Kontakt bestätigt: {{subject}}',
    'contact-verified': 'Sicherheitsnummer verglichen: {{subject}}',
    'contact-conflict': 'Widerspruch bei {{subject}}',
    'device-removed': 'Gerät {{subject}} entfernt',
    'device-added': 'Neues Gerät: {{subject}}',
  },
} as const

export const settings = {
  title: 'Einstellungen',
  appearance: 'Darstellung',
  language: 'Sprache',
  theme: 'Erscheinungsbild',
  me: 'Sie und dieses Gerät',
  name: 'Name',
  email: 'E-Mail-Adresse',
  device: 'Gerät',
  security: 'Sicherheit',
  lock: 'Jetzt sperren',
  lockText:
    'Beim Sperren werden die Schlüssel aus dem Speicher gelöscht und der Abgleich hält an, bis Sie die Passphrase eingeben.',
} as const

export const devices = {
  title: 'Geräte',
  here: 'Dieses Gerät',
  unnamed: 'Gerät ohne Namen',
  since: 'Hinzugefügt am {{when}}',
  revoke: 'Entfernen',
  revokeFor: '{{name}} entfernen',
  revokeTitle: '„{{name}}“ entfernen?',
  revokeDo: 'Gerät entfernen',
  revokeText:
    'Das Gerät bekommt ab sofort nichts mehr, und Ihre Schlüssel wechseln: in jedem Datenraum vor der nächsten Änderung. Was schon auf dem Gerät liegt, bleibt dort. Das lässt sich nicht rückgängig machen; mit dem Wiederherstellungsblatt richten Sie das Gerät bei Bedarf neu ein.',
} as const
