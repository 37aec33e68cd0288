"""
`tag`: who is named in an article, where, and how often.

- matching is by token on the analysed text; the steps run in order, each on what the ones before left
- a mention covers its words as written, clitics and harakat included, and cuts the title or body exactly
- actors stand once each, the most mentioned first, then by where they are named first

>>> from index.actors.gazetteer import Gazetteer
>>> known = Gazetteer.load("seeds/actors.csv")
>>> [actor.latin for actor in tag("", "وأكد وزير الخارجية الروسي سيرجي لافروف", known)[1]]
['Russia', 'Sergey Lavrov']
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from index.actors.cities import find_states_named_like_cities
from index.actors.full_names import find_full_names
from index.actors.gazetteer import Gazetteer
from index.actors.people import find_people
from index.actors.states import find_states
from index.actors.text import Text
from index.analysis.analyzer import analyze
from index.analysis.token import Token
from index.article import Actor, Mention


def tag(
    article_title: str,
    article_body: str,
    gazetteer: Gazetteer,
    *,
    title_tokens: Sequence[Token] | None = None,
    body_tokens: Sequence[Token] | None = None,
) -> tuple[tuple[Mention, ...], tuple[Actor, ...]]:
    """Return the mentions in title and body, in order, and the actors they name, the most mentioned first.

    Pass the tokens of a text that is already analysed, so that it is not analysed twice.
    """
    lexicon = gazetteer.lexicon
    title = Text.of("title", article_title, analyze(article_title) if title_tokens is None else title_tokens, lexicon)
    body = Text.of("body", article_body, analyze(article_body) if body_tokens is None else body_tokens, lexicon)
    texts = (title, body)
    for text in texts:
        find_full_names(text, lexicon)
    find_states_named_like_cities(texts, lexicon)
    # People before states: «السوداني» may be Mr Sudani, whom the article names in full.
    find_people(texts, lexicon)
    find_states(texts)
    mentions = tuple(mention for text in texts for mention in _mentions(text))
    return mentions, _actors(mentions, gazetteer)


def _mentions(text: Text) -> list[Mention]:
    mentions = []
    for found in text.findings():
        start, end = text.tokens[found.first].start, text.tokens[found.last - 1].end
        mentions.append(Mention(found.actor_id, text.name, start, end, text.source[start:end]))
    return mentions


def _actors(mentions: Sequence[Mention], gazetteer: Gazetteer) -> tuple[Actor, ...]:
    counts = Counter(mention.actor_id for mention in mentions)  # keeps the order of first mention, and so does the sort
    actors = (gazetteer.get(actor_id) for actor_id, _ in sorted(counts.items(), key=lambda item: -item[1]))
    return tuple(actor for actor in actors if actor)
