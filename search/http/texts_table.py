"""
The texts of the pages: key → (Arabic, English); and the counted ones: key → plural forms of each.

Pure data; `texts` says how it is used. The names in braces are values put in. A date of figures in an Arabic text is
isolated (U+2066 … U+2069), else it would be shown from its end.
"""

from __future__ import annotations

from collections.abc import Mapping

_Forms = Mapping[str, str]


def _ar(zero: str, one: str, two: str, few: str, many: str, other: str | None = None) -> _Forms:
    return {"zero": zero, "one": one, "two": two, "few": few, "many": many, "other": other or many}


def _en(one: str, other: str, zero: str | None = None) -> _Forms:
    return {"zero": zero or other, "one": one, "other": other}


COUNTS: Mapping[str, tuple[_Forms, _Forms]] = {
    "articles": (
        _ar("لا مقالات", "مقالة واحدة", "مقالتان", "{n} مقالات", "{n} مقالة"),
        _en("{n} article", "{n} articles"),
    ),
    "stories": (
        _ar("لا أخبار", "خبر واحد", "خبران", "{n} أخبار", "{n} خبرًا", "{n} خبر"),
        _en("{n} story", "{n} stories"),
    ),
    "sources": (
        _ar("لا مصادر", "مصدر واحد", "مصدران", "{n} مصادر", "{n} مصدرًا", "{n} مصدر"),
        _en("{n} source", "{n} sources"),
    ),
    "copies": (
        _ar("", "نسخة أخرى من الخبر", "نسختان أخريان من الخبر", "{n} نسخ أخرى من الخبر", "{n} نسخة أخرى من الخبر"),
        _en("{n} other copy of the story", "{n} other copies of the story"),
    ),
    "mentions": (
        # Without a verb: names are of either gender.
        _ar(
            "لا ذكر في المقالة", "مرة واحدة في المقالة", "مرتان في المقالة", "{n} مرات في المقالة", "{n} مرة في المقالة"
        ),
        _en("once in the article", "{n} times in the article", "not in the article"),
    ),
    "more_actors": (
        _ar("", "وأيضًا جهة أخرى", "وأيضًا جهتان أخريان", "وأيضًا {n} جهات أخرى", "وأيضًا {n} جهة أخرى"),
        _en("and {n} more", "and {n} more"),
    ),
    "filters_on": (
        _ar("التصفية", "التصفية (١)", "التصفية ({n})", "التصفية ({n})", "التصفية ({n})"),
        _en("Filters (1)", "Filters ({n})", "Filters"),
    ),
    "first_results": (
        _ar("", "أول نتيجة", "أول نتيجتين", "أول {n} نتائج", "أول {n} نتيجة"),
        _en("first result", "first {n} results"),
    ),
    "undated_articles": (
        _ar(
            "لا مقالات بلا تاريخ",
            "مقالة واحدة بلا تاريخ",
            "مقالتان بلا تاريخ",
            "{n} مقالات بلا تاريخ",
            "{n} مقالة بلا تاريخ",
        ),
        _en("{n} undated article", "{n} undated articles"),
    ),
}

TEXTS: Mapping[str, tuple[str, str]] = {
    # The frame
    "name": ("باحث", "Bahith"),
    "home": ("باحث: الصفحة الأولى", "Bahith: start page"),
    "tagline": (
        "ابحث في الأخبار العربية: كل صيغ الكلمة، ومَن ذُكر، ومتى",
        "Search Arabic news: every form of a word, who is named, and when",
    ),
    "skip_to_results": ("إلى النتائج", "Skip to the results"),
    "skip_to_content": ("إلى المحتوى", "Skip to the content"),
    "skip_chart": ("تجاوز المخطط", "Skip the chart"),
    "switch_language": ("English", "العربية"),
    "api_docs": ("واجهة البرمجة", "API"),
    "about_line": (
        "برنامج حرّ يفهم الكلمة العربية وتصريفاتها، ولا يرسل بحثك إلى أحد.",
        "Free software that understands Arabic words and their forms, and sends your search to nobody.",
    ),
    # The search box
    "search": ("بحث", "Search"),
    "search_label": ("ابحث في الأخبار", "Search the news"),
    "placeholder": ("اسم أو كلمات أو «عبارة كما هي»", "Names, words, «a phrase»"),
    "suggestions": ("اقتراحات", "Suggestions"),
    "suggestions_found": (
        "عدد الاقتراحات: {count}. تنقّل بينها بالسهمين.",
        "Suggestions: {count}. Move with the arrow keys.",
    ),
    # The start page
    "examples": ("جرّب", "Try"),
    "browse_all": ("تصفّح كل المقالات", "Browse all articles"),
    "date_span": ("من {first} إلى {last}", "{first} to {last}"),
    "nothing_indexed": ("لا مقالات بعد", "No articles yet"),
    "nothing_indexed_help": (
        "أضف ملفات أو مجلدات أو خلاصات بهذا الأمر، وستظهر هنا في الحال:",
        "Add files, folders or feeds with this command; they appear here at once:",
    ),
    "how_to_search": ("كيف أبحث؟", "How to search"),
    "how_words": ("كل الكلمات، بأي تصريف", "all the words, in any form"),
    "how_phrase": ("العبارة كما هي، بترتيبها", "the very phrase, in order"),
    "how_or": ("إحداهما تكفي", "either will do"),
    "how_not": ("الأولى من دون الثانية", "the first without the second"),
    "how_prefix": ("كل ما يبدأ بهذه الحروف", "whatever begins with these letters"),
    "how_title": ("في العنوان فقط", "in the title only"),
    "how_actor": ("جهة معيّنة، كيفما كُتب اسمها", "one actor, however the name is spelled"),
    "how_date": ("في شهر معيّن، أو سنة، أو يوم", "in one month; a year or a day will do too"),
    # Results
    "results_for": ("نتائج {q}", "Results for {q}"),
    "all_articles": ("كل المقالات", "All articles"),
    "page_of": ("الصفحة {page} من {pages}", "Page {page} of {pages}"),
    "read_as": ("قُرئ البحث هكذا:", "The search was read as:"),
    "did_you_mean": ("هل تقصد", "Did you mean"),
    "question_mark": ("؟", "?"),
    "notices": ("ملاحظات على البحث", "Notes on this search"),
    "ladder": ("ما الذي يُعدّ مطابقًا؟", "What counts as a match?"),
    "ladder_word": ("الكلمة كما هي", "Exact word"),
    "ladder_stem": ("تصريفاتها", "Its forms"),
    "ladder_root": ("جذرها", "Its root"),
    "ladder_word_help": ("الكلمة كما كُتبت", "the word as written"),
    "ladder_stem_help": (
        "الكلمة بسوابقها ولواحقها: موسكو، وبموسكو، لموسكو",
        "with prefixes and endings: موسكو، وبموسكو، لموسكو",
    ),
    "ladder_root_help": ("كل ما اشتُقّ من جذرها: كتب، كاتب، مكتبة", "whatever shares the root: كتب، كاتب، مكتبة"),
    "sort": ("الترتيب", "Order"),
    "sort_relevance": ("الأوثق صلة", "Relevance"),
    "sort_newest": ("الأحدث", "Newest"),
    "sort_oldest": ("الأقدم", "Oldest"),
    "collapse": ("كل خبر مرة واحدة", "Each story once"),
    "undated": ("بلا تاريخ", "Undated"),
    "matched_by": ("طابق:", "Matched:"),
    "from_root": ("{term} من الجذر {root}", "{term} from the root {root}"),
    "as_parts": ("{term} = {parts}", "{term} = {parts}"),
    "actors_of": ("الجهات المذكورة", "Actors named"),
    "filter_by_actor": ("اقصر النتائج على {name}", "Only results that name {name}"),
    "kind_person": ("شخص", "person"),
    "kind_organization": ("منظمة", "organisation"),
    "kind_state": ("دولة", "state"),
    "kind_other": ("جهة", "actor"),
    # Pages of results
    "pagination": ("صفحات النتائج", "Pages of results"),
    "previous": ("السابقة", "Previous"),
    "next": ("التالية", "Next"),
    "page_number": ("الصفحة {page}", "Page {page}"),
    # Filters
    "filters": ("التصفية", "Filters"),
    "back_to_results": ("عودة إلى النتائج", "Back to the results"),
    "active_filters": ("ما يقيّد النتائج", "Active filters"),
    "remove_filter": ("أزل: {filter}", "Remove: {filter}"),
    "remove_all": ("أزل الكل", "Remove all"),
    "chip_actor": ("{value}", "{value}"),
    "chip_source": ("المصدر: {value}", "Source: {value}"),
    "chip_section": ("القسم: {value}", "Section: {value}"),
    "chip_date": ("{value}", "{value}"),
    "chip_exclude_actor": ("من دون {value}", "Without {value}"),
    "chip_exclude_source": ("من دون المصدر {value}", "Without the source {value}"),
    "chip_range": ("من {first} إلى {last}", "{first} to {last}"),
    "chip_from": ("منذ {first}", "Since {first}"),
    "chip_to": ("حتى {last}", "Until {last}"),
    "facet_actor": ("الجهات", "Actors"),
    "facet_source": ("المصادر", "Sources"),
    "facet_section": ("الأقسام", "Sections"),
    "facet_date": ("التاريخ", "Date"),
    "kinds_person": ("أشخاص", "People"),
    "kinds_organization": ("منظمات", "Organisations"),
    "kinds_state": ("دول", "States"),
    "kinds_other": ("جهات أخرى", "Others"),
    "years": ("السنوات", "Years"),
    "months": ("الأشهر", "Months"),
    "remove_value": ("أزل {value}", "Remove {value}"),
    "exclude_value": ("استبعد {value}", "Exclude {value}"),
    "more": ("المزيد", "More"),
    "all_values": ("اعرض كل القيم", "Show all values"),
    "find_in_facet": ("ابحث في القائمة", "Find in the list"),
    "nothing_found_in_facet": ("لا شيء بهذا الاسم", "Nothing of this name"),
    "from": ("من", "From"),
    "to": ("إلى", "To"),
    "apply": ("طبّق", "Apply"),
    "chart": ("عدد المقالات في الزمن", "Articles over time"),
    "bar": ("{period}: {count}", "{period}: {count}"),
    # Nothing found
    "nothing_found": ("لا نتائج", "Nothing found"),
    "nothing_found_for": ("لا نتائج للبحث عن {q}", "Nothing found for {q}"),
    "what_helps": ("جرّب واحدًا من هذه:", "Try one of these:"),
    "help_root": ("وسّع البحث إلى جذر الكلمة", "Widen the search to the root"),
    "help_stem": ("وسّع البحث إلى تصريفات الكلمة", "Widen the search to the word's forms"),
    "help_without": ("أزل القيد {filter}", "Remove {filter}"),
    "help_remove_all": ("ابحث من دون أي قيد", "Search without any filter"),
    "help_words": ("استعمل كلمات أقل أو أعم، أو تحقّق من الإملاء", "Use fewer or broader words, or check the spelling"),
    "page_past_end": ("ليس في النتائج صفحة بهذا الرقم", "The results have no such page"),
    "to_last_page": ("إلى آخر صفحة", "To the last page"),
    # Export
    "export": ("خذ هذه النتائج معك", "Take these results with you"),
    "export_csv": ("جدول CSV", "CSV table"),
    "export_atom": ("تابِع بخلاصة Atom", "Follow by Atom feed"),
    "export_json": ("JSON", "JSON"),
    # The article
    "byline": ("بقلم {byline}", "By {byline}"),
    "open_source": ("اقرأها في مصدرها", "Read it at its source"),
    "title_derived": (
        "لا عنوان لهذه المقالة؛ هذه أول جملة منها.",
        "This article has no title; this is its first sentence.",
    ),
    "date_metadata": ("التاريخ من بيانات المصدر: {raw}", "The date comes from the source's own data: {raw}"),
    "date_url": ("التاريخ من عنوان الرابط: {raw}", "The date comes from the address: {raw}"),
    "date_dateline": ("التاريخ من رأس المقالة: {raw}", "The date stands at the head of the article: {raw}"),
    "date_text": ("التاريخ مذكور في النص: {raw}", "The date stands in the text: {raw}"),
    "date_no_raw_metadata": ("التاريخ من بيانات المصدر", "The date comes from the source's own data"),
    "date_no_raw_url": ("التاريخ من عنوان الرابط", "The date comes from the address"),
    "date_no_raw_dateline": ("التاريخ من رأس المقالة", "The date stands at the head of the article"),
    "date_no_raw_text": ("التاريخ مذكور في النص", "The date stands in the text"),
    "date_none": ("لم يُعثر في المقالة على تاريخ نشر", "No date of publication was found in the article"),
    "date_vague": ("نُشر «{raw}» — بلا تاريخ محدّد", "Published “{raw}” — no certain date"),
    "date_hijri": ("مُحوَّل من التاريخ الهجري", "converted from the Hijri calendar"),
    "date_month_only": ("اليوم غير معروف", "the day is not known"),
    "date_year_only": ("الشهر واليوم غير معروفين", "month and day are not known"),
    "article_text": ("نص المقالة", "Text of the article"),
    "removed_noise": ("ما أُزيل من الصفحة", "What was removed from the page"),
    "removed_noise_help": (
        "أشرطة أخبار وروابط وتكرار؛ لا يُبحث فيها ولا تُحسب.",
        "Tickers, links and repetition; they are not searched or counted.",
    ),
    "similar": ("مقالات مشابهة", "Similar articles"),
    "copies_of_story": ("نسخ الخبر", "Copies of this story"),
    "search_actor": ("ابحث عن {name}", "Search for {name}"),
    # Errors
    "error_title": ("تعذّر ذلك", "That did not work"),
    "request_id": ("رقم الطلب", "Request id"),
    "start_again": ("إلى الصفحة الأولى", "To the start page"),
    "try_again": ("أعد المحاولة", "Try again"),
    "without_parameter": ("تابع من دون {parameter}", "Continue without {parameter}"),
    "wrong_parameter": ("الخلل في: {parameter}", "The fault is in: {parameter}"),
    "problem_bad_request": ("لم يُفهم الطلب", "The request cannot be understood"),
    "problem_unknown_parameter": ("في عنوان الصفحة ما لا نعرفه", "The address has a part that is not known here"),
    "problem_invalid_parameter": ("في عنوان الصفحة قيمة لا تصلح", "The address has a value that cannot be used"),
    "problem_repeated_parameter": (
        "تكرّر في العنوان ما لا يتكرّر",
        "A part of the address is repeated that may stand only once",
    ),
    "problem_missing_parameter": ("ينقص العنوان شيء لا بد منه", "The address lacks a part that is needed"),
    "problem_malformed_json": ("لم تُفهم البيانات المرسلة", "The data sent cannot be understood"),
    "problem_invalid_encoding": ("في العنوان حروف معطوبة الترميز", "The address has characters in a broken encoding"),
    "problem_query_too_complex": ("البحث أكبر مما يُنجَز مرة واحدة", "This is more than one search can do"),
    "problem_unauthorized": ("يلزم مفتاح", "A key is needed"),
    "problem_writing_disabled": ("الكتابة موقوفة", "Writing is off"),
    "problem_not_found": ("لا صفحة بهذا العنوان", "There is no page at this address"),
    "problem_article_not_found": ("لا مقالة بهذا العنوان", "There is no article at this address"),
    "problem_method_not_allowed": ("لا يُطلب هذا العنوان بهذه الطريقة", "This address cannot be used in this way"),
    "problem_not_acceptable": ("لا جواب بالنوع المطلوب", "There is no answer of the type asked for"),
    "problem_request_timeout": ("لم يصل الطلب كاملًا في وقته", "The request did not come in whole in time"),
    "problem_payload_too_large": ("ما أُرسل أكبر مما يُقبل", "What was sent is larger than what is taken"),
    "problem_uri_too_long": ("العنوان أطول مما يُقرأ", "The address is longer than can be read"),
    "problem_headers_too_large": ("ما أرسله المتصفح أطول مما يُقرأ", "The browser sent more than can be read"),
    "problem_store_unavailable": ("المقالات غير متاحة الآن", "The articles cannot be read right now"),
    "problem_unsupported_media_type": ("نوع ما أُرسل غير مقبول", "What was sent is of a type that is not taken"),
    "problem_rejected_article": ("لم تُقبل المقالة", "The article cannot be taken in"),
    "problem_internal_error": ("حدث خلل عندنا", "Something went wrong on our side"),
    "problem_index_unavailable": ("البحث غير متاح الآن", "Searching is not possible right now"),
    "problem_search_timeout": ("طال البحث أكثر مما يجوز", "The search took too long"),
    "help_400": ("تحقّق من العنوان، أو ابدأ بحثًا جديدًا.", "Check the address, or start a new search."),
    "help_401": ("أرسل مفتاحًا صحيحًا.", "Send a valid key."),
    "help_403": ("اطلب من مشغّل الخدمة تفعيلها.", "Ask the operator to turn it on."),
    "help_404": (
        "ربما نُقلت أو حُذفت، أو في العنوان خطأ.",
        "It may have been moved or removed, or the address has a slip.",
    ),
    "help_405": ("افتح الصفحة من رابط أو من مربع البحث.", "Open the page by a link or by the search box."),
    "help_406": ("اطلب صفحة عادية.", "Ask for an ordinary page."),
    "help_408": ("أعد المحاولة.", "Try again."),
    "help_413": ("أرسل أقل في المرة الواحدة.", "Send less at once."),
    "help_414": ("اختصر البحث، أو أزل بعض ما يقيّده.", "Shorten the search, or remove some filters."),
    "help_415": ("راجع توثيق واجهة البرمجة.", "See the documentation of the API."),
    "help_422": ("راجع توثيق واجهة البرمجة.", "See the documentation of the API."),
    "help_500": (
        "سُجّل الخلل؛ إن تكرّر فأبلغ مشغّل الخدمة برقم الطلب.",
        "It was recorded; if it recurs, tell the operator the request id.",
    ),
    "help_503": ("انتظر قليلًا ثم أعد المحاولة، أو ضيّق البحث.", "Wait a moment and try again, or narrow the search."),
    "help_query_too_complex": (
        "اختصر البحث، أو ضيّقه بالتاريخ أو الجهة.",
        "Shorten the search, or narrow it by date or actor.",
    ),
    "help_page": (
        "لا يمكن الذهاب إلى هذا العمق؛ ضيّق البحث أو رتّبه بغير هذا الترتيب.",
        "Results cannot be paged to this depth; narrow or reorder the search.",
    ),
    "help_date": (
        "يُكتب التاريخ هكذا: 2025 أو \u20662025-08\u2069 أو \u20662025-08-01\u2069.",
        "A date is written 2025, 2025-08 or 2025-08-01.",
    ),
    "help_range": (
        "يُكتب التاريخ هكذا: \u20662025-08-01\u2069، والبداية قبل النهاية.",
        "A date is written 2025-08-01, and the beginning comes before the end.",
    ),
    "help_number": ("المطلوب عدد صحيح ضمن الحدود.", "A whole number within the bounds is expected."),
}
