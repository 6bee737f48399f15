// Deutsche Texte über den Relay-Server: wer ihn erreicht, welcher Weg zu ihm führt, was dazwischen steht.
export const relay = {
  title: 'Relay-Server',
  where: 'Wo er läuft',
  here: 'Auf diesem Computer',
  address: 'Andere erreichen ihn unter',
  nobody: 'Niemand sonst erreicht ihn',
  noNetwork: 'Dieser Computer ist im Augenblick in keinem Netz.',
  alone: 'Keine Kopie außerhalb dieses Computers',
  aloneText: 'Was Sie teilen, liegt hier und bei denen, mit denen Sie es teilen. Denken Sie an eine Sicherung.',
  reach: {
    label: 'Wer erreicht ihn?',
    'only-me': 'Nur ich',
    'this-network': 'Dieses Netz',
    address: 'Alle, unter einer Adresse',
  },
  note: {
    'only-me': 'Noch erreicht ihn niemand sonst. Siegel fragt, bevor Sie zum ersten Mal jemanden einladen.',
    'this-network':
      'Personen im selben Netz tauschen Dateien mit Ihnen aus, solange dieser Computer läuft. Die Leitung ist verschlüsselt; ihr Schlüssel steht in Ihrer Kontaktkarte und in jeder Einladung.',
    address: 'Ein Name oder ein Port Ihres Routers, der auch von außen zu diesem Computer führt.',
  },
  forward: 'Ihr Router muss die Adresse nach {{place}} leiten.',
  url: 'Adresse',
  urlExample: 'relay.beispiel.de:8787',
  save: 'Übernehmen',
  applied: 'Übernommen.',
  unreached: 'Unter dieser Adresse antwortet von hier aus niemand. Alles ist wie vorher.',
  untried:
    'Manche Router lassen das eigene Netz auf diesem Weg nicht hinein. Wenn Sie der Adresse sicher sind, verwenden Sie sie trotzdem.',
  useUntried: 'Trotzdem verwenden',
  otherRelay: 'Unter dieser Adresse antwortet ein anderer Relay-Server. Alles ist wie vorher.',
  noAddress: 'Das ist keine Adresse.',
  offer: {
    title: 'Nur dieser Computer erreicht Ihren Relay-Server',
    text: 'Niemand könnte Ihnen dorthin folgen. Soll dieses Netz ihn erreichen? Personen im selben Netz tauschen dann Dateien mit Ihnen aus, über eine verschlüsselte Leitung, deren Schlüssel in Ihrer Kontaktkarte steht.',
    do: 'Für dieses Netz öffnen',
    done: 'Dieses Netz erreicht jetzt Ihren Relay-Server.',
  },
  network: {
    title: 'Weg aus diesem Netz',
    proxyNow: 'Proxy',
    direct: 'keiner',
    proxy: 'Eigener Proxy',
    proxyWhy: 'Leer: was das System sagt.',
    proxyExample: 'http://proxy:3128',
    noProxy: 'Das ist keine Adresse eines Proxys.',
    certificates: 'Eigene Zertifikate',
    certificatesWhy: 'Gelten zusätzlich zu denen des Systems, etwa für eine Stelle Ihres Hauses (PEM-Datei).',
    certificateCount_one: '{{count}} Zertifikat',
    certificateCount_other: '{{count}} Zertifikate',
    choose: 'Datei wählen',
    remove: 'Entfernen',
    noCertificate: 'In dieser Datei steht kein Zertifikat.',
  },
  proxyLogin: {
    title: 'Anmeldung am Proxy',
    text: 'Name und Passwort sind meist dieselben wie am Computer. Siegel nennt sie nur diesem Proxy.',
    name: 'Name am Proxy',
    password: 'Passwort am Proxy',
    do: 'Am Proxy anmelden',
    done: 'Gespeichert. Versuchen Sie es jetzt noch einmal.',
    at: 'Es ist der Proxy {{proxy}}.',
    noProxy: 'Zum Relay-Server führt kein Proxy mehr, oder jetzt ein anderer. Name und Passwort wurden nicht gesendet.',
  },
  clock: {
    fast: 'Die Uhr dieses Computers geht {{by}} vor',
    slow: 'Die Uhr dieses Computers geht {{by}} nach',
    waits:
      'Bis sie gestellt ist, wird nichts gesendet, und auch was andere senden, kann warten. Ihre Änderungen bleiben hier, verloren geht nichts.',
    text: 'Siegel rechnet damit, verloren geht nichts. Stellen Sie sie trotzdem: Zertifikate und die Daten Ihrer Dateien hängen davon ab.',
  },
  why: {
    'another-server':
      'Dort antwortet etwas anderes. Verlangt dieses Netz erst eine Anmeldung? Öffnen Sie einen Browser.',
    certificate:
      'Für das Zertifikat des Relay-Servers bürgt niemand, dem dieser Computer vertraut. Gehört er Ihrer Kanzlei? Nennen Sie deren Zertifikat in den Einstellungen.',
    'certificate-name':
      'Das Zertifikat des Relay-Servers gilt für eine andere Adresse. Ist die Adresse richtig geschrieben?',
    'certificate-time':
      'Das Zertifikat des Relay-Servers gilt zu dieser Zeit nicht. Geht die Uhr dieses Computers richtig?',
    'wrong-key': 'Dort antwortet nicht der Schlüssel, der zu diesem Relay-Server gehört.',
    proxy: 'Der Proxy dieses Netzes lässt Siegel nicht durch.',
    'proxy-password': 'Der Proxy dieses Netzes verlangt Name und Passwort.',
    'proxy-login': 'Der Proxy dieses Netzes nimmt Name und Passwort nicht an.',
    busy: 'Der Relay-Server ist ausgelastet und bittet um Geduld.',
  },
} as const
