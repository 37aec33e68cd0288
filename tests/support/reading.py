"""What tests of intake read, and how they write it."""

import json
import zipfile

from index.readers import Reject, read

ARTICLE = {"title": "قمة بغداد", "body": "انطلقت القمة صباح اليوم."}
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1256"]

RSS = """<?xml version="1.0" encoding="{encoding}"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>وكالة المثال</title>
<item><title>خبر أول &amp; ثان</title><link>https://news.example/1</link><category>سياسة</category>
<author>مراسلنا</author><pubDate>Fri, 01 Aug 2025 10:00:00 +0300</pubDate><description>ملخص الخبر</description>
<content:encoded><![CDATA[<p>الفقرة الأولى من الخبر.</p><p>الفقرة الثانية.</p>]]></content:encoded></item>
<item><title>بلا نص</title></item>
<item><title>خبر ثالث</title><description>نص قصير من الموجز</description></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>موقع المثال</title><entry><title>عنوان</title>
<link href="https://news.example/2"/><updated>2025-08-02T00:00:00Z</updated><published>2025-08-01T00:00:00Z</published>
<author><name>الكاتب</name></author><content type="html">&lt;p&gt;نص المقال&lt;/p&gt;</content></entry></feed>"""


def collect(path, **options):
    """The documents and the rejects of a path."""
    rejects: list[Reject] = []
    return list(read(path, rejects.append, **options)), rejects


def reasons(rejects):
    """Why records were refused."""
    return [reject.reason for reject in rejects]


def lines(*records):
    """JSON lines."""
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def zip_of(path, files, **options):
    """A ZIP archive of these files."""
    with zipfile.ZipFile(path, "w", **{"compression": zipfile.ZIP_DEFLATED, **options}) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path
