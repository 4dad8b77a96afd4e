import { useState } from "react";
import { api, words } from "../../api/client";
import type { Article, ArticleDraft, ArticleText, StoreBrief } from "../../api/shapes";
import { outdated } from "../../api/resource";
import { t } from "../../i18n";
import { direction } from "../../i18n/format";
import { go } from "../../shell/router";
import { Do } from "../../ui/Buttons";
import { TextInput, Toggle } from "../../ui/Fields";
import { Lines } from "../../ui/Lines";
import { toast } from "../../ui/toasts";
import { useForm, type Form } from "../form";
import { LanguageTabs } from "../LanguageTabs";
import { SettingsTop } from "../SettingsTop";
import { titleOf } from "./ArticlesPage";

const blank: ArticleText = { title: "", body: "", questions: [], url: null };

/** Leave out the languages in which nothing was written. */
export function onlyWritten(draft: ArticleDraft): ArticleDraft {
  const texts = Object.entries(draft.texts).filter(([, text]) => text.title.trim() || text.body.trim());
  return { ...draft, texts: Object.fromEntries(texts) };
}

interface Props { store: StoreBrief; article: Article | null; path: string }

/** One answer, in every language that it is written in. */
export function ArticleEditor({ store, article, path }: Props) {
  const saved: ArticleDraft = article ? { live: article.live, texts: article.texts } : { live: true, texts: {} };
  const form = useForm<ArticleDraft>(saved, async (draft) => {
    const next = await api<Article>(article ? "PUT" : "POST", article ? `${path}/${article.id}` : path, onlyWritten(draft));
    outdated(path);
    if (!article) setTimeout(() => go(`/settings/articles/${next.id}`, "replace"));
  });
  const locales = [...new Set([...store.locales, ...Object.keys(form.value.texts)])];
  const [locale, setLocale] = useState(locales[0] ?? "en");
  const remove = (gone: Article) => void api("DELETE", `${path}/${gone.id}`).then(() => {
    outdated(path);
    go("/settings/articles");
    toast(t("trigger.deleted", { name: titleOf(gone, store.locales) }), () => void api("POST", path, { live: gone.live, texts: gone.texts }).then(() => outdated(path), (error: unknown) => toast(words(error))));
  }, (error: unknown) => toast(words(error)));
  return (
    <>
      <SettingsTop title={article ? titleOf(form.value, store.locales) : t("article.new")} back="/settings/articles" store={store} form={form as unknown as Form<object>}>
        <Toggle selected={form.value.live} onChange={(live) => form.set({ live })}>{t("trigger.live")}</Toggle>
      </SettingsTop>
      <div className="set-body one">
        <section>
          <LanguageTabs locales={locales} wrong={form.wrong} written={(one) => Boolean(form.value.texts[one]?.title.trim() && form.value.texts[one]?.body.trim())} chosen={locale} onChoose={setLocale}>
            {(one) => <Texts key={one} locale={one} text={form.value.texts[one] ?? blank} wrong={form.wrong} set={(patch) => form.set({ texts: { ...form.value.texts, [one]: { ...(form.value.texts[one] ?? blank), ...patch } } })} />}
          </LanguageTabs>
        </section>
        {article && <section><Do small look="danger" onPress={() => remove(article)}>{t("article.delete")}</Do></section>}
      </div>
    </>
  );
}

function Texts({ locale, text, set, wrong }: { locale: string; text: ArticleText; set: (patch: Partial<ArticleText>) => void; wrong: Record<string, string> }) {
  const spoken = { lang: locale, dir: direction(locale) };
  return (
    <div className="stack" style={{ gap: "var(--s-4)" }}>
      <TextInput {...spoken} label={t("article.title")} hint={t("article.title_hint")} value={text.title} onChange={(title) => set({ title })} wrong={wrong[`texts.${locale}.title`]} />
      <TextInput {...spoken} label={t("article.body")} hint={t("article.body_hint")} area rows={8} value={text.body} onChange={(body) => set({ body })} wrong={wrong[`texts.${locale}.body`]} />
      <Lines {...spoken} label={t("article.questions")} hint={t("article.questions_hint")} lines={text.questions} onChange={(questions) => set({ questions })} wrong={wrong[`texts.${locale}.questions`]} />
      <TextInput label={t("article.url")} hint={t("article.url_hint")} inputMode="url" dir="ltr" placeholder="https://" value={text.url ?? ""} onChange={(url) => set({ url: url.trim() || null })} wrong={wrong[`texts.${locale}.url`]} />
    </div>
  );
}
