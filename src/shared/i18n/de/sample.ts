// Der Datenraum, der sich selbst erklärt: was in den Ersten Schritten steht, und wie er angeboten und gelöscht wird.
export const sample = {
  offer: 'Erste Schritte ansehen',
  title: 'Das ist ein Beispiel',
  text: 'Probieren Sie aus, was Sie wollen: Niemand sonst ist hier. Wenn Sie genug gesehen haben, löschen Sie es.',
  delete: 'Beispiel löschen',
  deleted: 'Das Beispiel ist gelöscht. Der Ordner liegt im Papierkorb dieses Computers.',
  left: 'Das Beispiel ist gelöscht. Der Papierkorb dieses Computers hat den Ordner nicht genommen: Er liegt noch, wo er war.',
  name: 'Erste Schritte',
  files: {
    welcome: {
      name: '1 Willkommen.txt',
      text: `Willkommen bei Siegel

Dieser Ordner ist ein Datenraum. Er liegt ganz gewöhnlich auf Ihrem Computer: Öffnen, ändern und
löschen Sie darin, was Sie wollen, mit den Programmen, die Sie kennen. Siegel hält ihn bei allen,
denen Sie ihn freigeben, auf demselben Stand.

Im Augenblick ist niemand sonst hier. Lesen Sie die drei anderen Dateien, und löschen Sie das
Beispiel danach mit einem Klick in Siegel.`,
    },
    undo: {
      name: '2 Nichts geht verloren.txt',
      text: `Nichts geht verloren

Ändern Sie diese Datei und speichern Sie. In Siegel steht im Menü der Datei „Versionen“: Dort holen
Sie jede frühere Fassung zurück.

Löschen Sie die Datei. Sie liegt im Papierkorb des Datenraums, oben rechts, und kommt von dort
zurück.

Haben zwei Personen gleichzeitig geändert, bleiben beide Fassungen, und Siegel sagt es Ihnen.`,
    },
    people: {
      name: '3 Jemanden einladen.txt',
      text: `Jemanden einladen

1. Unter „Kontakte“ machen Sie einen Einladungslink und schicken ihn der Person.
2. Vergleichen Sie am Telefon die Sicherheitsnummer. Dann wissen Sie, dass niemand dazwischen ist.
3. Ziehen Sie einen Ordner in das Fenster und laden Sie die Person dort ein. Sie bestimmen, ob sie
   nur liest, beiträgt, bearbeitet oder verwaltet, und wie lange.

Wem Sie das Recht wieder nehmen, der bekommt nichts Neues mehr. Was schon auf seinem Computer liegt,
kann niemand zurückholen.`,
    },
    server: {
      name: '4 Was der Server sieht.txt',
      text: `Was der Server sieht

Der Relay-Server verwahrt versiegelte Pakete, bis die anderen sie abholen. Er sieht, wie groß sie
ungefähr sind, wann sie kommen und welche Schlüssel daran beteiligt sind. Er sieht keinen Inhalt,
keinen Namen einer Datei, keinen Ordner und nicht, wie Sie heißen.

Im Menü jeder Datei zeigt Ihnen „Was sieht der Server?“, was wirklich dort liegt.`,
    },
  },
} as const
