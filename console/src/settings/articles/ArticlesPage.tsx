import { Plus } from "lucide-react";
import type { Article } from "../../api/shapes";
import { useResource } from "../../api/resource";
import { t } from "../../i18n";
import { ago, ownName } from "../../i18n/format";
import { go, href } from "../../shell/router";
import { Do } from "../../ui/Buttons";
import { Empty, Loaded } from "../../ui/States";
import type { SectionProps } from "../SettingsPage";
import { SettingsTop } from "../SettingsTop";
import { ArticleEditor } from "./ArticleEditor";
import { OneArticleThreeLanguages } from "./Drawing";

/** The title of an article in the first of `locales` that has one. */
export function titleOf(article: Pick<Article, "texts">, locales: string[]): string {
  const written = [...locales, ...Object.keys(article.texts)].find((locale) => article.texts[locale]?.title);
  return written ? article.texts[written]!.title : t("article.untitled");
}

/** What the bot answers from, beside the store's data. */
export function ArticlesPage({ store, id }: SectionProps) {
  const path = `/stores/${store.id}/articles`;
  const articles = useResource<Article[]>(path);
  const open = articles.data?.find((one) => one.id === id);
  if (articles.data && (open || id === "new")) return <ArticleEditor key={id} store={store} article={open ?? null} path={path} />;
  const write = (look?: "primary") => <Do look={look} icon={<Plus className="i i-16" aria-hidden />} onPress={() => go("/settings/articles/new")}>{t("article.write")}</Do>;
  return (
    <>
      <SettingsTop title={t("settings.articles")} store={store}>{articles.data && articles.data.length > 0 && write()}</SettingsTop>
      <Loaded from={articles}>{(all) => all.length === 0 ? (
        <Empty drawing={<OneArticleThreeLanguages />} line={t("article.empty")}>{write("primary")}</Empty>
      ) : (
        <div className="set-body one"><ul className="lines">{all.map((one) => (
          <li key={one.id}>
            <a className="what" href={href(`/settings/articles/${one.id}`)}><b className="cut" dir="auto">{titleOf(one, store.locales)}</b><span className="meta">{Object.keys(one.texts).filter((locale) => one.texts[locale]?.body).map(ownName).join(t("list.comma"))}</span></a>
            {!one.live && <span className="pill">{t("article.hidden")}</span>}
            <span className="meta num">{ago(one.updated_at)}</span>
          </li>
        ))}</ul></div>
      )}</Loaded>
    </>
  );
}
