import { useState } from "react";
import { ComboBox, Input, ListBox, ListBoxItem, Popover } from "react-aria-components";
import type { StoreTag, Tag } from "../api/shapes";
import { useResource } from "../api/resource";
import { t } from "../i18n";

/** Where a tag is typed, with the store's other tags offered. */
export default function TagField({ tags, store, onDone }: { tags: Tag[]; store: string; onDone: (name: string | null) => void }) {
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
