import re
import subprocess
import sys
import time

import pytest

from core.feedback.language import detect_language

SENTENCES = {
    "en": """
        ok | good! | nice | Bad | Slow. | love it | great app | best app ever | Login broken | UI laggy
        crashes all the time | wont open plz fix | it keep crshing on my phne | luv it soooo much
        The quick refund was nice | meh | awesome | Terrible support | worst update ever | fix the bug
        too expensive | no refund | can't log in | Doesnt work | not bad | so so | Waste of money | five stars
        pls add dark mode | how do i cancel? | where is my order | Very good product | exelent service
        recomend to everyone | it dosnt load anymor | freezes on startup | Amazing!!! | Thanks a lot | thx
        lol | LOVE THIS APP | DO NOT BUY | I have been using this for two years and it never failed me.
        The agent answered within a minute and solved everything.
    """,
    "zh": """
        好 | 不错 | 太卡了 | 这个app的UI太卡了 | 垃圾软件 | 客服态度很好 | 闪退 | 登录不了 | 物流很快，包装完好 | 希望增加夜间模式 | VIP到期自动续费，太坑了 | 更新后打不开了
        用了三年，一直很稳定 | iPhone 15上闪退 | bug太多 | 好用！ | very good 很好用 | API文档写得不清楚 | 這個軟體很好用 | 系統一直當機 | 价格有点贵 | 怎么退款？
        能不能支持导出Excel | 性价比高 | 666，牛 | 点赞👍 | 一般般吧 | 等了两天没人回复
    """,
    "es": """
        no me gusta | muy malo | Excelente aplicación | La aplicación se cierra sola
        No funciona desde la última actualización | Muy buena | Es demasiado caro | Me encanta
        El servicio al cliente es pésimo | No puedo iniciar sesión | Quiero mi dinero de vuelta
        Gracias por la ayuda | muy lento | buena app
    """,
    "fr": """
        c'est nul | très bien | Application très pratique | Ça ne marche plus depuis la mise à jour
        Je n'arrive pas à me connecter | Trop cher | Le service client est lamentable | Merci beaucoup
        J'adore | Impossible de se faire rembourser | Ne fonctionne pas | Bonne application | Trop de publicité
        Livraison rapide, rien à dire
    """,
    "de": """
        funktioniert nicht | schlecht | Sehr gute App | Die App stürzt ständig ab
        Ich kann mich nicht anmelden | Viel zu teuer | Der Kundendienst ist unfreundlich
        Danke für die schnelle Hilfe | Leider keine Antwort bekommen | Einfach super
        Nach dem Update geht nichts mehr | Bin sehr zufrieden | Das Geld will ich zurück | gut
    """,
    "pt": """
        não funciona | Muito bom | Aplicativo péssimo | O aplicativo fecha sozinho
        Não consigo entrar na conta
    """,
    "it": """
        ottimo servizio | Non funziona più | Troppo caro | L'applicazione si blocca sempre | Molto utile
    """,
    "nl": """
        Werkt niet meer | Heel goede app | Veel te duur | Ik kan niet inloggen
        De klantenservice reageert niet
    """,
    "vi": """
        không mở được | Ứng dụng rất tốt | Quá chậm | Dịch vụ tệ | rất hài lòng
    """,
    "id": """
        bagus sekali | Aplikasi tidak bisa dibuka | Pelayanan sangat lambat | Terima kasih banyak
        sering error setelah update
    """,
    "tr": """
        çok iyi | Uygulama açılmıyor | Çok yavaş | Müşteri hizmetleri kötü | Herkese tavsiye ederim
    """,
    "pl": """
        Nie działa | Bardzo dobra aplikacja | Za drogo | Nie mogę się zalogować | Polecam wszystkim
    """,
    "ru": """
        Отлично | Не работает | Приложение постоянно вылетает | Очень дорого | Спасибо за помощь
    """,
    "uk": """
        Не працює | Дуже добре | Застосунок постійно вилітає | Дякую за допомогу | Жахливо
    """,
    "ja": """
        とても良い | アプリが落ちる | 使いやすいです | 最悪のサービス | ログインできない
    """,
    "ko": """
        좋아요 | 앱이 자꾸 꺼져요 | 너무 비싸요 | 로그인이 안 됩니다 | 환불해 주세요
    """,
    "ar": """
        تطبيق رائع | لا يعمل بعد التحديث | خدمة سيئة جدا
    """,
    "fa": """
        خیلی خوب بود | کار نمی‌کند | پشتیبانی پاسخ نمی‌دهد
    """,
    "hi": """
        बहुत अच्छा ऐप | यह काम नहीं करता है
    """,
    "th": """
        ใช้งานไม่ได้ | ดีมาก
    """,
    "he": """
        לא עובד | מצוין
    """,
    "el": """
        Δεν λειτουργεί | Πολύ καλό
    """,
    "und": """
        12345 | !!! | 👍👍 | 😀 | https://example.com/x?y=1 | -- | ¥99 | a | 3.5/5 | @@@ | 2026-11-03
    """,
}
SHARE = {
    "en": 0.97,
    "zh": 1.0,
    "und": 1.0,
    "es": 0.9,
    "fr": 0.9,
    "de": 0.9,
}  # of the sentences above that must be told; 0.6 for the others, of which there are few


@pytest.mark.parametrize("language", SENTENCES)
def test_short_comments_are_told_apart(language: str) -> None:
    texts = re.split(r"\s*(?:\||\n)\s*", SENTENCES[language].strip())

    missed = [text for text in texts if detect_language(text) != language]

    assert len(missed) <= (1 - SHARE.get(language, 0.6)) * len(texts), missed


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "El servicio al cliente tarda mucho en responder a los mensajes"),
        ("fr", "Je ne peux plus ouvrir mes fichiers depuis la nouvelle version"),
        ("de", "Seit dem letzten Update lassen sich meine Dateien nicht mehr öffnen"),
        ("pt", "Depois da atualização o aplicativo ficou lento demais"),
    ],
)
def test_a_sentence_in_another_latin_language_is_not_called_english(language: str, text: str) -> None:
    assert detect_language(text) == language


def test_a_product_name_does_not_make_a_chinese_comment_english() -> None:
    assert detect_language("iPhone 15 Pro Max 上打开 https://example.com/login 就闪退") == "zh"


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_a_blank_comment_has_no_language(text: str) -> None:
    assert detect_language(text) == "und"


def test_the_answer_does_not_change_from_one_call_to_the_next() -> None:
    answers = {detect_language("Preis verdoppelt") for _ in range(20)}

    assert len(answers) == 1


def test_ten_thousand_short_comments_take_less_than_three_seconds() -> None:
    comments = ["这个app的UI太卡了", "crashes all the time", "No puedo iniciar sesión", "worst onboardng"] * 2500
    detect_language("warm up the identifier")

    start = time.perf_counter()
    for comment in comments:
        detect_language(comment)

    assert time.perf_counter() - start < 3


def test_importing_the_module_does_not_load_the_identifier() -> None:
    program = "import sys, core.feedback.language; sys.exit('py3langid' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
