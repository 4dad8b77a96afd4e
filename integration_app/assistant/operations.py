"""Keep the store's articles: what the assistant answers from beside the store's data."""

from collections.abc import Mapping

from sqlalchemy import Select, select

from integration_app.assistant.models import Article
from integration_app.assistant.queries import ArticleSet, ArticleText, article_set
from integration_app.kit import clock, db
from integration_app.kit.errors import Refusal
from integration_app.stores.models import Store


class NoText(Refusal):
    """An article needs a title and a text in at least one language."""

    code, status = "article_empty", 422


def save_article(
    store: Store,
    *,
    texts: Mapping[str, ArticleText],
    live: bool = True,
    topic: str | None = None,
    id: str | None = None,
) -> ArticleSet:
    """Write an article in all its languages (by locale); a language that is left out is taken away.

    Without an id it is a new one. :raises NoText: without any text. :raises NotFound: if the store has none by that id.
    """
    told = {locale: text for locale, text in texts.items() if text.title.strip() and text.body.strip()}
    if not told:
        raise NoText
    shared = article_set(store.id, id).id if id else db.new_public_id()
    rows = {row.locale: row for row in db.session().scalars(_of(store, shared))}
    for locale, text in told.items():
        row = rows.get(locale) or Article(store_id=store.id, shared_id=shared, locale=locale)
        _fill(row, text, live=live, topic=topic)
    for locale in rows.keys() - told.keys():
        _take_away(rows[locale])
    db.session().flush()
    return article_set(store.id, shared)


def delete_article(store: Store, id: str) -> None:
    """Take an article away in all its languages. :raises NotFound: if the store has none by that id."""
    article_set(store.id, id)
    for row in db.session().scalars(_of(store, id)):
        _take_away(row)


def _of(store: Store, shared_id: str) -> Select[Article]:
    return select(Article).where(Article.store_id == store.id, Article.shared_id == shared_id)


def _fill(row: Article, text: ArticleText, *, live: bool, topic: str | None) -> None:
    row.title, row.body, row.url = text.title.strip()[:255], text.body.strip(), text.url
    row.questions = [question.strip() for question in text.questions if question.strip()]
    row.published, row.topic, row.deleted_at, row.updated_at = live, topic, None, clock.now()
    db.session().add(row)


def _take_away(row: Article) -> None:
    row.deleted_at = row.updated_at = clock.now()
