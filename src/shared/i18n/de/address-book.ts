// German texts of what is done with a contact: replace, block, describe, invite by link, give files.
export const book = {
  search: 'Kontakte durchsuchen',
  show: 'Anzeigen',
  all: 'Alle Kontakte',
  blocked: 'Blockiert',
  none: 'Kein Kontakt passt dazu.',
  unnamed: 'Eingeladene Person',
  unnamedText: 'Der Name kommt mit der Antwort.',
  compare: 'Sicherheitsnummer vergleichen …',
  details: 'Kategorien und Notizen …',
  give: 'Dateien geben …',
  block: 'Blockieren …',
  unblock: 'Nicht mehr blockieren',
  unblocked: '{{name}} ist nicht mehr blockiert.',
} as const

export const replace = {
  menu: 'Vergleichen und ersetzen …',
  title: 'Zwei Identitäten, eine Adresse',
  text: 'Unter {{email}} sind Ihnen jetzt zwei Identitäten bekannt. Vielleicht hat {{name}} Siegel neu eingerichtet, vielleicht gibt sich jemand für {{name}} aus. Bis das geklärt ist, wird für keine von beiden etwas versiegelt.',
  old: 'Bisher',
  new: 'Neu',
  since: 'seit {{date}}',
  number: 'Sicherheitsnummer mit der neuen Identität',
  how: 'Rufen Sie {{name}} unter einer Nummer an, die Sie schon kennen, und vergleichen Sie alle zwölf Gruppen.',
  ends: 'Die bisherige Identität verliert den Zugriff, die neue bekommt dieselben Rechte angeboten:',
  stays: 'In diesen Datenräumen dürfen Sie das nicht ändern, wenden Sie sich an die Verwalter: {{names}}',
  compared: 'Ich habe die Nummern mit {{name}} verglichen: Sie sind gleich.',
  do: 'Ersetzen',
  refuse: 'Neue blockieren',
  refused: 'Die neue Identität ist blockiert. Für die bisherige gilt wieder, was vorher galt.',
  done: 'Die neue Identität hat den Platz der bisherigen.',
  doneEnded_one:
    'Die neue Identität hat den Platz der bisherigen. Der alte Zugriff auf {{count}} Datenraum ist beendet.',
  doneEnded_other:
    'Die neue Identität hat den Platz der bisherigen. Der alte Zugriff auf {{count}} Datenräume ist beendet.',
} as const

export const block = {
  title: '{{name}} blockieren?',
  text: 'Anfragen und Einladungen von {{name}} erreichen Sie nicht mehr. Was noch offen ist, wird abgelehnt.',
  access: 'Zugriff, den {{name}} noch hat:',
  end: 'Auch den Zugriff beenden, wo Sie das dürfen',
  endText: 'Was schon übertragen wurde, bleibt dort.',
  do: 'Blockieren',
  done: '{{name}} ist blockiert.',
} as const

export const describe = {
  title: 'Kategorien und Notizen',
  text: 'Nur Sie sehen das. {{name}} erfährt davon nichts.',
  categories: 'Kategorien',
  noCategories: 'Noch keine Kategorie',
  add: 'Neue Kategorie',
  addDo: 'Hinzufügen',
  notes: 'Notizen',
} as const

export const invite = {
  qr: 'QR-Code mit dem Einladungslink',
  title: 'Mit Link einladen',
  text: 'Für eine Person, die noch kein Kontakt ist. Wer dem Link folgt, wird sofort Ihr Kontakt: Schicken Sie ihn nur dieser Person. Er gilt einmal. Das Geheimnis darin erfährt der Relay-Server nie.',
  note: 'Für wen? (nur für Sie)',
  days: 'Gültig',
  daysValue_one: '{{count}} Tag',
  daysValue_other: '{{count}} Tage',
  do: 'Link erstellen',
  link: 'Einladungslink',
  copy: 'Kopieren',
  copied: 'Der Einladungslink ist in der Zwischenablage.',
  until: 'Gilt bis {{date}}, für eine Person.',
  open: 'Noch nicht benutzt',
  noNote: 'Ohne Vermerk',
  withdraw: 'Zurückziehen',
  withdrawFor: 'Einladung zurückziehen: {{note}}',
  withdrawn: 'Der Link gilt nicht mehr.',
} as const

export const gift = {
  title: 'Dateien für {{name}}',
  items_one: '{{name}} wird kopiert. Das Original bleibt, wo es ist.',
  items_other: '{{name}} und {{others}} weitere werden kopiert. Die Originale bleiben, wo sie sind.',
  existing: 'Sie kommen in Ihren gemeinsamen Datenraum „{{space}}“.',
  make: 'Dafür entsteht der Datenraum „{{space}}“ für Sie beide. {{name}} bekommt eine Einladung.',
  where: 'Ordner auf diesem Computer',
  notEmpty: 'In diesem Ordner liegt schon etwas. Wählen Sie einen leeren, damit nichts anderes mitgeteilt wird.',
  may: '{{name}} darf',
  do: 'Geben',
  copying: 'Wird kopiert: {{name}}',
  sharing: 'Wird geteilt …',
  stop: 'Anhalten',
  stopped: 'Angehalten: Nichts wurde übernommen.',
  done_one: '{{count}} Datei liegt jetzt in „{{space}}“.',
  done_other: '{{count}} Dateien liegen jetzt in „{{space}}“.',
  leftOut_one: '{{count}} Verknüpfung wurde ausgelassen.',
  leftOut_other: '{{count}} Verknüpfungen wurden ausgelassen.',
  drop: 'Dateien für {{name}}',
  dropText: 'Sie kommen in den gemeinsamen Datenraum.',
  hint: 'Auf eine Person: für sie.',
  notYet: '{{name}} hat noch nicht zugesagt.',
} as const

export const access = {
  menu: 'Zugriff ansehen …',
  title: 'Was {{name}} sehen kann',
  text: 'In diesen Datenräumen hat {{name}} Rechte:',
  empty: '{{name}} ist in keinem Ihrer Datenräume und sieht nichts davon.',
  mine: 'Sie können das beenden',
  others: 'andere verwalten das',
  open: 'Ansehen',
  openFor: 'Personen und Rechte von „{{space}}“ ansehen',
} as const

export const vcard = {
  open: 'Exportieren …',
  menu: 'Als vCard speichern …',
  title_one: '{{count}} Kontakt als vCard speichern',
  title_other: '{{count}} Kontakte als vCard speichern',
  text: 'Name und E-Mail-Adresse in einer Datei, die jedes Adressbuch liest. Schlüssel stehen nicht darin: Wer Ihr Kontakt in Siegel werden soll, braucht eine Kontaktkarte oder einen Link.',
  private: 'Auch meine Kategorien und Notizen',
  fileName: 'Siegel-Kontakte',
  do: 'Speichern',
  done_one: '{{count}} Kontakt steht in „{{name}}“.',
  done_other: '{{count}} Kontakte stehen in „{{name}}“.',
} as const

export const invited = {
  waiting: 'Ihre Einladung ist noch nicht beantwortet',
  waitingText: 'Der Relay-Server der Person, die Sie eingeladen hat, ist nicht erreichbar. Siegel versucht es weiter.',
  over: 'Ihre Einladung gilt nicht mehr',
  overText: 'Sie ist abgelaufen, zurückgezogen oder schon benutzt. Bitten Sie die Person um einen neuen Link.',
  forget: 'Verwerfen',
} as const
