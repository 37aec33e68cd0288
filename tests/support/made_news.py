"""
Sixty news articles made up for tests of pages: several sources and sections, two years, some undated, one story twice.

They read like news, so what a reader sees of them can be judged, and every count in them is known.
"""

from __future__ import annotations

import random
from typing import Any

SOURCES = ("صحيفة الميناء", "وكالة أفق للأنباء", "موقع المدى", "إذاعة الساحل")
SECTIONS = ("سياسة", "اقتصاد", "تقارير")
WHO = (
    ("سيرغي لافروف", "وزير الخارجية الروسي", "موسكو"),
    ("هاكان فيدان", "وزير الخارجية التركي", "أنقرة"),
    ("عباس عراقجي", "وزير الخارجية الإيراني", "طهران"),
    ("بدر عبد العاطي", "وزير الخارجية المصري", "القاهرة"),
    ("إيمانويل ماكرون", "الرئيس الفرنسي", "باريس"),
    ("أنطونيو غوتيريش", "الأمين العام للأمم المتحدة", "نيويورك"),
)
WHAT = (
    ("{name} يبحث ملف الحدود مع نظيره القطري في الدوحة", "ملف الحدود"),
    ("{name} يدعو إلى جولة جديدة من المفاوضات حول وقف إطلاق النار", "وقف إطلاق النار"),
    ("إعادة الإعمار أولوية هذا العام.. {name} يكشف من {city} خطوات المرحلة المقبلة", "إعادة الإعمار"),
    ("{name} يصل إلى بيروت في زيارة تتناول اتفاق الطاقة", "اتفاق الطاقة"),
    ("عودة اللاجئين على طاولة {name} ووفد سوري رفيع", "عودة اللاجئين"),
)
SENTENCES = (
    "وقال {name} في مؤتمر صحفي إن بلاده «لن تتأخر» عن دعم كل جهد يفضي إلى حل سياسي دائم.",
    "وأضاف {name} أن الطرفين اتفقا على تشكيل لجنة مشتركة تجتمع كل شهر لمتابعة التنفيذ.",
    "ونقلت وكالة رويترز عن دبلوماسيين حضروا الاجتماع أن خلافات ما زالت قائمة على التفاصيل.",
    "وأوضح بيان صدر في ختام اليوم أن الدعوة وُجّهت إلى أطراف أخرى للمشاركة في الجولة القادمة.",
    "في المقابل، رأى محللون أن الطريق لا يزال طويلًا، وأن ما تحقق حتى الآن خطوة أولى فحسب.",
    "وشدّد {name} على أن أمن المنطقة «لا يتجزأ»، وأن التنسيق مع الشركاء مستمر على كل المستويات.",
    "وتأتي الزيارة بعد أسابيع من اتصالات هاتفية مكثفة بين العواصم المعنية بالملف.",
    "وذكرت مصادر حكومية أن وثيقة من عشر صفحات عُرضت على المشاركين لإبداء الرأي فيها.",
    "وكانت الأمم المتحدة قد حذّرت من تدهور الأوضاع الإنسانية مع اقتراب فصل الشتاء.",
    "وأعرب {name} عن أمله في أن تفضي المشاورات إلى نتائج ملموسة قبل نهاية العام.",
    "ومن المقرر أن يعقد الوفد لقاءات مع رجال أعمال وممثلين عن المجتمع المدني.",
    "وقال شهود إن إجراءات أمنية مشددة اتُّخذت في محيط الفندق الذي استضاف اللقاءات.",
    "وتراجعت أسعار النفط عقب الإعلان بنحو اثنين في المئة قبل أن تعوّض بعض خسائرها.",
    "ورحّبت جامعة الدول العربية بالخطوة، ودعت إلى البناء عليها في أقرب وقت ممكن.",
    "ولم يصدر تعليق فوري من الجانب الآخر على ما أُعلن في ختام المحادثات.",
    "وأشار {name} إلى أن القرار النهائي يبقى بيد المؤسسات الدستورية وحدها.",
)


def articles() -> list[dict[str, Any]]:
    """The articles, as the members of JSON lines; the last is a copy of the first in another source."""
    made = [_article(number, random.Random(number)) for number in range(59)]
    copy = {**made[0], "id": "made-59", "url": "https://news.example/59", "source": SOURCES[3]}
    return [*made, copy]


def _article(number: int, chance: random.Random) -> dict[str, Any]:
    name, office, city = WHO[number % len(WHO)]
    title, what = WHAT[number % len(WHAT)]
    surname = name.split()[-1]
    lead = f"{city} – تصدّر {what} محادثات أجراها {office} {name}، في جلسة استمرت {chance.randint(2, 9)} ساعات."
    sentences = [sentence.format(name=surname) for sentence in chance.sample(SENTENCES, 5)]
    body = [lead, " ".join(sentences[:2]), " ".join(sentences[2:4]), sentences[4]]
    year, month = 2024 + (number % 5 > 1), chance.randint(1, 12)
    return {
        "id": f"made-{number}",
        "url": f"https://news.example/{number}",
        "title": title.format(name=name, city=city),
        "body": "\n\n".join(body),
        "source": SOURCES[number % 7 % len(SOURCES)],
        "section": SECTIONS[number % len(SECTIONS)],
        "published": None if number % 12 == 11 else f"{year}-{month:02d}-{number % 27 + 1:02d}",
    }
