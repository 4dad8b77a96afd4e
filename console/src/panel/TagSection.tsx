import { Plus, X } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Button } from "react-aria-components";
import { api, words } from "../api/client";
import type { ConversationPage, Tag } from "../api/shapes";
import { change, outdated } from "../api/resource";
import { pagePath } from "../conversation/useConversation";
import { t } from "../i18n";
import { toast } from "../ui/toasts";

const TagField = lazy(() => import("./TagField"));

interface Props { tags: Tag[]; conversation: string; store: string }

function show(conversation: string, tags: Tag[]): void {
  change<ConversationPage>(pagePath(conversation), (known) => ({ ...known, tags }));
  outdated("/inbox?");
}

async function put(conversation: string, store: string, name: string): Promise<void> {
  try {
    show(conversation, await api<Tag[]>("POST", `${pagePath(conversation)}/tags`, { name }));
    outdated(`/stores/${store}/tags`);
  } catch (error) {
    toast(words(error));
  }
}

/** The store's own tags on this conversation: put on by typing, taken off by a press, which can be undone. */
export function TagSection({ tags, conversation, store }: Props) {
  const [adding, setAdding] = useState(false);
  const takeOff = (tag: Tag) => {
    show(conversation, tags.filter((one) => one.id !== tag.id));
    void api("DELETE", `${pagePath(conversation)}/tags/${tag.id}`).then(
      () => toast(t("tags.off", { name: tag.name }), () => void put(conversation, store, tag.name)),
      (error: unknown) => { show(conversation, tags); toast(words(error)); },
    );
  };
  return (
    <div className="tags" role="group" aria-label={t("tags.title")}>
      {tags.map((tag) => (
        <span key={tag.id} className="tag">
          <span className="cut" dir="auto">{tag.name}</span>
          <Button className="tag-off" aria-label={t("tags.take_off", { name: tag.name })} onPress={() => takeOff(tag)}><X className="i i-14" aria-hidden /></Button>
        </span>
      ))}
      {adding
        ? <Suspense><TagField tags={tags} store={store} onDone={(name) => { setAdding(false); if (name) void put(conversation, store, name); }} /></Suspense>
        : <Button className="tag add" onPress={() => setAdding(true)}><Plus className="i i-14" aria-hidden />{t("tags.add")}</Button>}
    </div>
  );
}
