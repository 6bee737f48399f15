// Deutsche Texte über mehrere Relay-Server einer Person.
export const relays = {
  title: 'Alle Ihre Relay-Server',
  text: 'Ein neuer Datenraum kann bei jedem von ihnen liegen.',
  inbox: 'Ihr Postfach',
  asking: 'Wird gefragt …',
  answers: 'Antwortet',
  silent: 'Antwortet gerade nicht',
  unsaid: 'Wer ihn betreibt, sagt er nicht.',
  says: 'Betreiber nach eigener Angabe: {{operator}}',
  saysPlace: 'Betreiber nach eigener Angabe: {{operator}}, {{place}}',
  spaces: 'Ihre Datenräume dort: {{names}}',
  spacesMore_one: 'Ihre Datenräume dort: {{names}} und {{count}} weiterer',
  spacesMore_other: 'Ihre Datenräume dort: {{names}} und {{count}} weitere',
  noSpaces: 'Keiner Ihrer Datenräume liegt dort.',
  wasHome: 'Was noch an Ihr früheres Postfach hier geht, holt Siegel ab.',
  hereTitle: 'Der Relay-Server auf diesem Computer',
  hereText:
    'Ihr Postfach ist umgezogen. Datenräume, die hier liegen, erreichen andere nur, solange dieser Computer läuft; außerhalb gibt es keine Kopie davon.',
  move: {
    open: 'Postfach hierher verlegen',
    openFor: 'Postfach nach {{name}} verlegen',
    title: 'Postfach nach {{name}} verlegen?',
    goes: 'Das zieht um',
    goesText:
      'Ihr Postfach, die versiegelte Kopie Ihres Profils und das Verzeichnis Ihrer Schlüssel. Ihre Kontakte erfahren es von selbst, und was noch beim bisherigen Relay-Server ankommt, holt Siegel weiter ab.',
    stays: 'Das bleibt',
    staysText:
      'Jeder Datenraum liegt weiter dort, wo er angelegt wurde. Der bisherige Relay-Server wird also noch gebraucht: für die Datenräume dort, und bis jeder Ihrer Computer einmal verbunden war.',
    kit: 'Danach',
    kitText:
      'Schreiben Sie das Wiederherstellungsblatt neu, unter Einstellungen, Sicherheit: Es nennt den bisherigen Relay-Server.',
    do: 'Verlegen',
    done: 'Ihr Postfach liegt jetzt bei {{name}}. Bitte schreiben Sie das Wiederherstellungsblatt neu.',
    begun: 'Ihr Postfach soll hierher umziehen. Es geht weiter, sobald beide Relay-Server antworten.',
    offered: 'Ihr Postfach zieht hierher um. Es geht weiter, sobald beide Relay-Server antworten.',
    torn: 'Ein anderer Ihrer Computer war im selben Augenblick schneller. Ihr Postfach bleibt, wo es ist; hierher kann es nicht mehr umziehen.',
    cancel: 'Umzug abbrechen',
    understood: 'Verstanden',
    silent: 'Beide Relay-Server müssen antworten, der bisherige und der neue. Alles ist wie vorher.',
    underWay: 'Ein Umzug ist schon im Gang.',
  },
  add: {
    open: 'Relay-Server hinzufügen',
    title: 'Relay-Server hinzufügen',
    text: 'Danach können neue Datenräume dort liegen. Ihr Postfach und die bisherigen Datenräume bleiben, wo sie sind; eine versiegelte Kopie Ihres Profils liegt dann auch dort.',
    place: 'Adresse oder Einladungslink',
    placeWhy:
      'Der Link von jemandem, dessen Relay-Server Sie aufnehmen soll, bringt Adresse, Schlüssel und Zugangscode mit.',
    do: 'Hinzufügen',
    done: 'Der Relay-Server ist hinzugefügt.',
    refused: 'Dieser Relay-Server nimmt Sie so nicht auf. Bitten Sie seinen Betreiber um einen Zugangscode.',
    home: 'Das ist schon Ihr Relay-Server.',
    tooMuch: 'Die Adresse ist zu lang, oder es sind schon zu viele Relay-Server.',
  },
  remove: {
    open: 'Entfernen',
    openFor: '{{name}} entfernen',
    title: '{{name}} entfernen?',
    text: 'Siegel legt dort nichts mehr für Sie ab. Was schon dort liegt, bleibt versiegelt, bis sein Betreiber es löscht. An Datenräumen anderer nehmen Sie weiter teil.',
    formerText:
      'Siegel legt dort nichts mehr für Sie ab und holt nichts mehr ab, was noch an Ihr früheres Postfach dort geht. Was schon dort liegt, bleibt versiegelt, bis sein Betreiber es löscht.',
    do: 'Entfernen',
    keptTitle: 'Hier liegen noch Datenräume von Ihnen',
    kept: '„{{name}}“ wird noch gebraucht: {{names}}. Schließen oder übergeben Sie zuerst, was dort liegt.',
    keptMore_one:
      '„{{name}}“ wird noch gebraucht: {{names}} und {{count}} weiterer. Schließen oder übergeben Sie zuerst, was dort liegt.',
    keptMore_other:
      '„{{name}}“ wird noch gebraucht: {{names}} und {{count}} weitere. Schließen oder übergeben Sie zuerst, was dort liegt.',
  },
  forSpace: 'Relay-Server',
} as const
