"""The assistant: understands what a shopper writes and decides what to answer, from facts alone."""

from integration_app.assistant.operations import NoText, delete_article, save_article
from integration_app.assistant.queries import ArticleSet, ArticleText, article_set, article_sets, proved

__all__ = [
    "ArticleSet",
    "ArticleText",
    "NoText",
    "article_set",
    "article_sets",
    "delete_article",
    "proved",
    "save_article",
]
