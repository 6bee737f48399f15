// German texts of the first start, the lock screen and recovery.
export const welcome = {
  title: 'Willkommen bei Siegel',
  lead: 'Dateien austauschen, die nur die Beteiligten lesen können.',
  folders:
    'Geben Sie einen beliebigen Ordner frei. Er bleibt, wo er ist, und bei allen Beteiligten auf demselben Stand.',
  people: 'Sie bestimmen, wer was darf: nur lesen, beitragen, bearbeiten oder verwalten.',
  keys: 'Die Schlüssel liegen nur auf den Geräten der Beteiligten. Der Relay-Server in der Mitte sieht weder Inhalte noch Namen.',
  create: 'Neu beginnen',
  invited: 'Ich bin eingeladen worden',
  recover: 'Ich habe ein Wiederherstellungsblatt',
} as const

export const onboarding = {
  setup: 'Einrichtung',
  place: 'Schritt {{at}} von {{of}}',
  invitation: {
    title: 'Ihre Einladung',
    why: 'Ein Link oder eine Kontaktkarte, die Ihnen jemand geschickt hat. Darin steht, was Siegel sonst fragen würde.',
    text: 'Einladungslink oder Kontaktkarte',
    unreadable: 'Das ist kein Einladungslink und keine Kontaktkarte, oder es fehlt ein Stück davon.',
    by: '{{name}} lädt Sie ein',
    found: 'Jemand lädt Sie ein',
    link: 'Sobald Sie fertig sind, bekommt die Person Bescheid; wie sie heißt, steht in ihrer Antwort.',
    card: 'So nennt sich die Person selbst. Sobald Sie fertig sind, fragt Siegel sie, ob Sie Kontakte werden.',
    relay: 'Ihr Relay-Server wird {{relay}}.',
  },
  person: {
    title: 'Wer sind Sie?',
    why: 'So sehen Sie Ihre Kontakte. Der Relay-Server erfährt weder Namen noch Adresse.',
    name: 'Name',
    email: 'E-Mail-Adresse',
    emailWhy: 'Freiwillig. Hilft Ihren Kontakten, Sie zu erkennen; dorthin wird nichts geschickt.',
    emailWrong: 'Das sieht noch nicht nach einer E-Mail-Adresse aus.',
  },
  passphrase: {
    title: 'Ihre Passphrase',
    why: 'Sie öffnet Siegel auf diesem Computer und verlässt ihn nie. Mehrere zufällige Wörter sind stärker als ein kurzes Passwort mit Sonderzeichen.',
    whyBoth: 'Zusammen mit dem Schlüsselspeicher öffnet sie Siegel auf diesem Computer und verlässt ihn nie.',
  },
  relay: {
    title: 'Ihr Relay-Server',
    why: 'Er verwahrt die versiegelten Dateien, bis die anderen sie abholen. Jeder kann einen betreiben; lesen kann er nichts.',
    whyRecover: 'Dort liegt Ihre versiegelte Identität. Die Adresse steht auf dem Wiederherstellungsblatt.',
    where: 'Wo soll er laufen?',
    embedded: 'Auf diesem Computer',
    embeddedHere: 'Der Relay-Server auf diesem Computer',
    address: 'Unter einer Adresse',
    embeddedNote:
      'Sofort bereit, nichts einzurichten. Andere erreichen Ihre Dateien, solange dieser Computer läuft; es gibt keine Kopie außerhalb.',
    embeddedRecoverNote: 'Nur wenn der Relay-Server schon vorher auf genau diesem Computer lief.',
    url: 'Adresse des Relay-Servers',
    example: 'https://relay.beispiel.de',
    token: 'Zugangscode',
    tokenWhy: 'Falls Sie vom Betreiber einen bekommen haben.',
  },
} as const

export const security = {
  title: 'Was öffnet Siegel?',
  why: 'Ihre Schlüssel liegen versiegelt auf diesem Computer. Das Wiederherstellungsblatt öffnet sie in jedem Fall.',
  opens: 'Auf diesem Computer öffnet Siegel',
  mode: { passphrase: 'eine Passphrase', os: 'die Anmeldung am Computer', both: 'beides zusammen' },
  what: {
    passphrase: 'Sie geben sie bei jedem Start ein. Wer den Computer oder eine Kopie davon hat, muss sie erraten.',
    os: 'Ohne Eingabe: Wer an Ihrem angemeldeten Computer sitzt, und jedes Programm, das dort läuft, kommt hinein.',
    both: 'Sie geben die Passphrase ein, und sie gilt nur auf diesem Computer: Eine Kopie lässt sich anderswo nicht durchprobieren.',
  },
  noKeyStore: 'Nur mit Passphrase',
  obstacle: {
    'plain-text':
      'Diese Arbeitsumgebung hat keinen Schlüsselspeicher: Der Schlüssel läge lesbar in einer Datei. Siegel legt ihn dort nicht ab.',
    absent: 'Der Schlüsselspeicher dieses Computers antwortet nicht.',
    lost: 'Im Schlüsselspeicher dieses Computers steht der Schlüssel nicht mehr. Mit dem Wiederherstellungsblatt setzen Sie eine neue Passphrase.',
  },
} as const

export const passphrase = {
  first: 'Passphrase',
  second: 'Passphrase wiederholen',
  strength: 'Stärke',
  none: 'noch keine',
  score: { s0: 'sehr schwach', s1: 'schwach', s2: 'zu schwach', s3: 'gut', s4: 'sehr gut' },
  advice: {
    none: 'Noch ein paar Wörter mehr, dann reicht es.',
    longer: 'Das ist zu kurz: noch ein paar Wörter mehr, dann reicht es.',
    common: 'Das steht in den Listen häufiger Passwörter.',
    name: 'Das enthält Ihren Namen oder Ihre Adresse.',
    pattern: 'Das ist ein leicht zu erratendes Muster auf der Tastatur.',
    repeat: 'Wiederholungen machen es kaum stärker.',
    date: 'Jahreszahlen und Daten sind leicht zu erraten.',
  },
  differs: 'Die beiden Eingaben unterscheiden sich.',
  propose: 'Sechs Wörter vorschlagen',
  show: 'Anzeigen',
} as const

export const kit = {
  title: 'Ihr Wiederherstellungsblatt',
  why: 'Mit diesen 24 Wörtern kommen Sie wieder an Ihre Identität, wenn dieser Computer verloren geht oder Sie die Passphrase vergessen. Es gibt keinen anderen Weg, auch nicht für uns.',
  making: 'Die Wörter werden gewürfelt …',
  kept: 'Ich habe die Wörter gedruckt, aufgeschrieben oder gespeichert.',
  print: 'Drucken',
  save: 'Als PDF speichern',
  saved: '„{{name}}“ wurde gespeichert. Drucken Sie das Blatt aus und löschen Sie die Datei dann.',
  fileName: 'Siegel-Wiederherstellungsblatt.pdf',
  sheet: {
    language: 'de',
    title: 'Siegel – Wiederherstellungsblatt',
    name: 'Name',
    identity: 'Identität',
    relay: 'Relay-Server',
    day: 'Erstellt am',
    keep: 'Bewahren Sie dieses Blatt auf wie einen Tresorschlüssel. Wer die Wörter hat, ist für Ihre Kontakte Sie.',
    lost: 'Geht es verloren, legen Sie in Siegel eine neue Identität an. Eine Kopie in fremder Hand lässt sich nicht ungültig machen.',
    use: 'Zum Wiederherstellen: Siegel installieren, „Ich habe ein Wiederherstellungsblatt“ wählen, die Wörter der Reihe nach eingeben.',
    thisComputer: 'auf diesem Computer',
  },
} as const

export const check = {
  title: 'Kurz geprüft',
  why: 'Damit das Blatt im Ernstfall stimmt: Tragen Sie bitte diese drei Wörter ein.',
  word: 'Wort Nummer {{position}}',
  wrong: 'Dieses Wort steht dort nicht.',
  do: 'Identität anlegen',
  otherRelay: 'Einen anderen Relay-Server wählen',
  notAdmitted:
    'Dieser Relay-Server nimmt Sie so nicht auf. Vielleicht ist die Einladung abgelaufen oder schon benutzt. Bitten Sie um eine neue, oder wählen Sie einen anderen Relay-Server.',
} as const

export const recover = {
  title: 'Ihre 24 Wörter',
  why: 'Geben Sie die Wörter vom Wiederherstellungsblatt der Reihe nach ein. Nummern und Zeilenumbrüche sind gleichgültig.',
  words: 'Wiederherstellungswörter',
  count_one: '{{count}} von 24 Wörtern',
  count_other: '{{count}} von 24 Wörtern',
  problem: {
    count: 'Es müssen genau 24 Wörter sein, dies sind {{count}}.',
    word: 'Das {{position}}. Wort gibt es in der Wortliste nicht.',
    checksum: 'Alle Wörter gibt es, aber zusammen passen sie nicht: Ist eines vertauscht?',
  },
  place: 'Die ganze Zeile vom Blatt, auch was hinter # steht. Oder Ihre Kontaktkarte von früher: Darin steht dasselbe.',
  do: 'Wiederherstellen',
  unknown: 'Dieser Relay-Server kennt keine Identität zu diesen Wörtern. Stimmt die Adresse?',
} as const

export const lock = {
  title: 'Siegel ist gesperrt',
  lead: 'Solange es gesperrt ist, wird nichts abgeglichen.',
  passphrase: 'Passphrase',
  wrong: 'Das ist nicht die richtige Passphrase.',
  wrongCount_one: '{{count}} falsche Passphrase.',
  wrongCount_other: '{{count}} falsche Passphrasen.',
  wait_one: 'Die nächste zählt in {{count}} Sekunde.',
  wait_other: 'Die nächste zählt in {{count}} Sekunden.',
  waitMinutes_one: 'Die nächste zählt in {{count}} Minute.',
  waitMinutes_other: 'Die nächste zählt in {{count}} Minuten.',
  now: 'Sie können es noch einmal versuchen.',
  forgotten: 'Passphrase vergessen?',
  otherWay: 'Mit dem Wiederherstellungsblatt öffnen',
  byWords: 'Mit dem Wiederherstellungsblatt setzen Sie eine Passphrase, die ohne den Schlüsselspeicher öffnet.',
  unlock: 'Entsperren',
  reset: {
    title: 'Neue Passphrase',
    text: 'Mit den Wörtern vom Wiederherstellungsblatt setzen Sie eine neue Passphrase. Nichts geht verloren und nichts wird noch einmal übertragen.',
    foreign: 'Diese Wörter gehören zu einer anderen Identität.',
    do: 'Passphrase setzen',
  },
} as const
