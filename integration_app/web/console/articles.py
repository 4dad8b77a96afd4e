"""Articles: frequent questions and their answers."""

from integration_app import assistant
from integration_app.assistant import ArticleSet
from integration_app.web.access import delete, get, may, post, put
from integration_app.web.caller import Caller
from integration_app.web.console.shapes.settings import Article, ArticleDraft, ArticleText


@get("/stores/<store>/articles")
@may("manager")
def list_articles(caller: Caller, store: str) -> list[Article]:
    """List a store's articles."""
    return [_shape(one) for one in assistant.article_sets(caller.store(store).id)]


@post("/stores/<store>/articles", status=201)
@may("manager")
def add_article(caller: Caller, store: str, body: ArticleDraft) -> Article:
    """Add an article."""
    return _shape(assistant.save_article(caller.store(store), texts=_texts(body), live=body.live))


@get("/stores/<store>/articles/<article>")
@may("manager")
def read_article(caller: Caller, store: str, article: str) -> Article:
    """Read one article."""
    return _shape(assistant.article_set(caller.store(store).id, article))


@put("/stores/<store>/articles/<article>")
@may("manager")
def change_article(caller: Caller, store: str, article: str, body: ArticleDraft) -> Article:
    """Change an article."""
    found = caller.store(store)
    topic = assistant.article_set(found.id, article).topic
    return _shape(assistant.save_article(found, texts=_texts(body), live=body.live, topic=topic, id=article))


@delete("/stores/<store>/articles/<article>")
@may("manager")
def delete_article(caller: Caller, store: str, article: str) -> None:
    """Take an article away."""
    assistant.delete_article(caller.store(store), article)


def _texts(body: ArticleDraft) -> dict[str, assistant.ArticleText]:
    return {
        locale: assistant.ArticleText(text.title, text.body, tuple(text.questions), text.url)
        for locale, text in body.texts.items()
    }


def _shape(found: ArticleSet) -> Article:
    texts = {
        locale: ArticleText(title=text.title, body=text.body, questions=list(text.questions), url=text.url)
        for locale, text in found.texts.items()
    }
    return Article(id=found.id, live=found.live, texts=texts, updated_at=found.updated_at)
