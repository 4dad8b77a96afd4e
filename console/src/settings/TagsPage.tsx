import { Pencil, Tag as TagIcon, Trash2 } from "lucide-react";
import { useState } from "react";
import { api, Refused, words } from "../api/client";
import { outdated, useResource } from "../api/resource";
import type { StoreTag } from "../api/shapes";
import { t } from "../i18n";
import { Do, IconButton } from "../ui/Buttons";
import { TextInput } from "../ui/Fields";
import { Empty, Loaded } from "../ui/States";
import { toast } from "../ui/toasts";
import type { SectionProps } from "./SettingsPage";
import { SettingsTop } from "./SettingsTop";

/** The store's tags: renamed or deleted for all conversations at once. */
export function TagsPage({ store }: SectionProps) {
  const path = `/stores/${store.id}/tags`;
  const tags = useResource<StoreTag[]>(path);
  const changed = () => { outdated("/inbox"); outdated("/conversations"); return tags.reload(); };
  return (
    <>
      <SettingsTop title={t("settings.tags")} store={store} />
      <Loaded from={tags}>{(all) => all.length === 0
        ? <Empty drawing={<TagIcon className="i" aria-hidden />} line={t("tags.empty")} />
        : (
          <div className="set-body one">
            <section>
              <p className="meta">{t("tags.line")}</p>
              <ul className="lines gap">{all.map((tag) => <TagLine key={tag.id} tag={tag} path={`${path}/${tag.id}`} changed={changed} />)}</ul>
            </section>
          </div>
        )}</Loaded>
    </>
  );
}

function TagLine({ tag, path, changed }: { tag: StoreTag; path: string; changed: () => Promise<void> }) {
  const [at, setAt] = useState<"shown" | "renaming" | "sure">("shown");
  const drop = () => void api("DELETE", path).then(() => { toast(t("tags.dropped", { name: tag.name })); return changed(); }, (error: unknown) => toast(words(error)));
  if (at === "renaming") return <li><RenameForm tag={tag} path={path} done={() => { setAt("shown"); void changed(); }} leave={() => setAt("shown")} /></li>;
  return (
    <li>
      <span className="what"><b dir="auto">{tag.name}</b><span className="meta">{t("tags.count", { n: tag.count })}</span></span>
      {at === "sure"
        ? <><span className="meta">{t("tags.drop_sure", { n: tag.count })}</span><Do small look="danger" onPress={drop}>{t("tags.drop_do")}</Do><Do small look="ghost" onPress={() => setAt("shown")}>{t("do.cancel")}</Do></>
        : <><IconButton name={t("tags.rename", { name: tag.name })} onPress={() => setAt("renaming")}><Pencil className="i i-16" aria-hidden /></IconButton><IconButton name={t("tags.drop", { name: tag.name })} onPress={() => setAt("sure")}><Trash2 className="i i-16" aria-hidden /></IconButton></>}
    </li>
  );
}

function RenameForm({ tag, path, done, leave }: { tag: StoreTag; path: string; done: () => void; leave: () => void }) {
  const [name, setName] = useState(tag.name);
  const [error, setError] = useState<Refused | null>(null);
  const save = () => void api("PATCH", path, { name }).then(done, (refused: unknown) => setError(refused as Refused));
  return (
    <form className="row grow" style={{ alignItems: "flex-end" }} onSubmit={(event) => { event.preventDefault(); save(); }} onKeyDown={(event) => { if (event.key === "Escape") leave(); }}>
      <div className="grow"><TextInput label={t("tags.name")} value={name} onChange={setName} autoFocus maxLength={40} wrong={error?.message} /></div>
      <Do small type="submit" look="primary" isDisabled={!name.trim()}>{t("form.save")}</Do>
      <Do small look="ghost" onPress={leave}>{t("do.cancel")}</Do>
    </form>
  );
}
