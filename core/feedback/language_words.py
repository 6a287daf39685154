"""Everyday words of comments that belong to one language; words that two of them share are left out on purpose."""

_ENGLISH = """
the and this that these those with without have has had having been being are were isn't aren't wasn't
you your yours they them their there here what which who why when where how from for not never always every any
all some more most much many very too just only even still again also but because before after since while until
than then about into over under out off down up would could should can't cannot couldn't wouldn't don't dont
doesn't doesnt didn't didnt won't wont i'm im i've ive i'd it its it's my we our us she he his her if or at by of
to do does did done get gets getting got go goes going gone make makes made making take takes took use uses used
using work works worked working need needs needed want wants wanted like liked likes love loved loves luv hate
hated try tried keep keeps kept think know knows see seen feel find found give gave tell told ask asked help
helped helps buy bought pay paid paying wait waited waiting fix fixed broken broke crash crashes crashed crashing
load loads loading log logs login logged open opens opened close closed update updated updates download install
installed delete deleted cancel refund charge charged bill invoice order orders ordered delivery shipping price
pricing cheap expensive money worth waste value product products quality service support team agent customer
phone battery screen camera sound button page search settings feature features bug bugs buggy glitch error lag
lags laggy slow slower fast faster quick quickly easy easily hard simple clean nice good great best better bad
worse worst awful terrible horrible poor awesome amazing perfect excellent fantastic brilliant wonderful
beautiful happy disappointed disappointing boring annoying useless useful helpful friendly rude fake scam trap
meh ok okay yes yeah nope please pls plz thanks thank thx lol omg wow cool fine sure well really actually pretty
quite nothing something everything anything someone everyone nobody anyone people star stars review reviews
recommend recommended day days week weeks month months year years time times hours minutes ago now today
yesterday old new ever u ur idk smh gr8 ads ad free user ui dark mode couldn't sucks suck sucked job must
movie film funny story bland dull mess delight weird disgusting disturbing
"""
ENGLISH = frozenset(_ENGLISH.split())

OTHERS = {
    language: words.split()
    for language, words in {
        "es": """muy pero gracias bueno buena buenos malo mala pésimo excelente gusta encanta aplicación está estoy
              puedo puede nunca siempre ahora después también porque cuando dinero mejor peor rápido lento caro
              recomiendo funciona el los las una del por y mi""",
        "fr": """très bien mais merci bon bonne mauvais nul nulle j'adore c'est je ne pas plus le les une des du est et
              avec pour sur mon mes vous nous jamais toujours trop cher rapide lent recommande application
              être fonctionne marche ça""",
        "de": """nicht sehr gut gute guter gutes schlecht aber danke und ich ist das der ein eine einen mit für auf
              kein keine immer nie wieder leider zu viel teuer schnell langsam einfach empfehlen kann funktioniert
              geht nach wird wurde ganz toll alles""",
        "pt": """muito não bom boa obrigado obrigada péssimo ótimo ótima aplicativo adorei você vocês meu minha uma
              está são depois também funcionou demora""",
        "it": """molto ottimo ottima buono grazie pessimo pessima più troppo consiglio sono della degli perché sempre
              applicazione questo questa bellissima bellissimo""",
        "nl": "niet goed goede heel erg maar bedankt werkt het een ik kan zeer duur nooit altijd slecht",
        "id": "tidak bagus sekali sangat terima kasih aplikasi saya bisa yang dan sudah buruk mantap lambat",
        "tr": "çok iyi kötü değil bir ve teşekkürler uygulama güzel berbat",
        "pl": "nie bardzo dobra dobry jest się za polecam dziękuję działa aplikacja",
        "vi": "không rất tốt ứng dụng quá được tệ của và",
    }.items()
}
_ALL = [word for words in OTHERS.values() for word in words]
LANGUAGE_OF = {
    word: language
    for language, words in OTHERS.items()
    for word in words
    if _ALL.count(word) == 1 and word not in ENGLISH
}
