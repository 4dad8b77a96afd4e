import { Plus, X } from "lucide-react";
import { useState } from "react";
import { Button, ComboBox, Input, ListBox, ListBoxItem, Popover } from "react-aria-components";
import { api, words } from "../api/client";
import type { ConversationPage, StoreTag, Tag } from "../api/shapes";
import { change, outdated, useResource } from "../api/resource";
import { pagePath } from "../conversation/useConversation";
import { t } from "../i18n";
import { toast } from "../ui/toasts";

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
        ? <TagField tags={tags} store={store} onDone={(name) => { setAdding(false); if (name) void put(conversation, store, name); }} />
        : <Button className="tag add" onPress={() => setAdding(true)}><Plus className="i i-14" aria-hidden />{t("tags.add")}</Button>}
    </div>
  );
}

function TagField({ tags, store, onDone }: { tags: Tag[]; store: string; onDone: (name: string | null) => void }) {
  const known = useResource<StoreTag[]>(`/stores/${store}/tags`);
  const [text, setText] = useState("");
  const offered = (known.data ?? []).filter((one) => !tags.some((tag) => tag.id === one.id));
  return (
    <ComboBox
      aria-label={t("tags.add")} allowsCustomValue menuTrigger="focus" items={offered} inputValue={text} onInputChange={setText}
      onSelectionChange={(id) => { const chosen = offered.find((one) => one.id === id); if (chosen) onDone(chosen.name); }}
    >
      <Input
        className="tag-input" autoFocus maxLength={40} placeholder={t("tags.placeholder")} dir="auto"
        onKeyDown={(event) => {
          if (event.key === "Escape") onDone(null);
          if (event.key === "Enter" && !event.currentTarget.getAttribute("aria-activedescendant")) onDone(text.trim() || null);
        }}
        onBlur={() => setTimeout(() => onDone(null), 150)} // a press on the list takes the focus first
      />
      <Popover className="float" offset={4}>
        <ListBox>{(one: StoreTag) => <ListBoxItem id={one.id} textValue={one.name}><span className="grow cut" dir="auto">{one.name}</span><span className="meta num">{one.count}</span></ListBoxItem>}</ListBox>
      </Popover>
    </ComboBox>
  );
}
