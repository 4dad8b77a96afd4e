import { Coffee, ListFilter } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import { Button, Header, Menu, MenuItem, MenuSection, MenuTrigger, Popover, Separator } from "react-aria-components";
import { words } from "../api/client";
import type { Inbox, StoreTag } from "../api/shapes";
import { useResource } from "../api/resource";
import { t } from "../i18n";
import { count } from "../i18n/format";
import { useMe } from "../shell/session";
import { useNow } from "../ui/clock";
import { Do } from "../ui/Buttons";
import { Empty, Trouble } from "../ui/States";
import { StoreName } from "../ui/Marks";
import { toast } from "../ui/toasts";
import { ConversationRow } from "./ConversationRow";
import { grouped } from "./grouping";
import { useListKeys } from "./keys";
import { useTypingNames } from "./typing";
import { useInbox, type Chosen, type View } from "./useInbox";

const views: View[] = ["mine", "unassigned", "all"];
interface Props { chosen: Chosen; onChoose: (chosen: Chosen) => void; open: string | null }

/** What waits, by urgency. */
export function ConversationList({ chosen, onChoose, open }: Props) {
  const inbox = useInbox(chosen);
  const now = useNow();
  const groups = useMemo(() => grouped(inbox.data?.rows ?? [], now), [inbox.data, now]);
  const ids = useMemo(() => groups.flatMap((group) => group.rows.map((row) => row.id)), [groups]);
  const typing = useTypingNames();
  const rows = useRef<HTMLDivElement>(null);
  useListKeys(ids, open);
  useEffect(() => {
    rows.current?.querySelector(`[data-row="${open}"]`)?.scrollIntoView({ block: "nearest" }); // gives a promise in newer browsers, which is no clean-up
  }, [open]);
  return (
    <section className="list" aria-label={t("inbox.conversations")}>
      <ListTop chosen={chosen} onChoose={onChoose} counts={inbox.data?.counts} />
      <div className="rows" ref={rows}>
        {inbox.error && <div style={{ padding: "var(--s-4)" }}><Trouble error={inbox.error} retry={() => void inbox.reload()} /></div>}
        {!inbox.data && !inbox.error && <ListBones />}
        {groups.map((group) => (
          <div key={group.urgency} role="group" aria-label={t(`urgency.${group.urgency}`)}>
            <h2 className="row-head">{t(`urgency.${group.urgency}`)}</h2>
            {group.rows.map((row) => <ConversationRow key={row.id} row={row} selected={row.id === open} typing={typing.get(row.id) ?? null} />)}
          </div>
        ))}
        {inbox.data?.rows.length === 0 && <NothingHere chosen={chosen} onChoose={onChoose} counts={inbox.data.counts} />}
        {inbox.data?.next_cursor && <More load={() => inbox.more(inbox.data!.next_cursor!)} />}
      </div>
    </section>
  );
}

function ListTop({ chosen, onChoose, counts }: Omit<Props, "open"> & { counts: Inbox["counts"] | undefined }) {
  const { stores } = useMe();
  const store = stores.find((one) => one.id === chosen.store);
  const tag = useResource<StoreTag[]>(store && chosen.tag ? `/stores/${store.id}/tags` : null).data?.find((one) => one.id === chosen.tag);
  const narrowed = [stores.length > 1 ? store?.name : null, tag?.name, chosen.state === "closed" ? t("inbox.closed") : null].filter(Boolean).join(", ");
  return (
    <header className="list-top">
      <div className="head">
        <h1 className="grow">{t("inbox.title")}</h1>
        <span className="meta cut">{narrowed || t("inbox.by_due")}</span>
        <Filters chosen={chosen} onChoose={onChoose} />
      </div>
      <div className="tabs" role="group" aria-label={t("inbox.views")}>
        {views.map((view) => (
          <Button key={view} className={view === chosen.view ? "on" : ""} aria-pressed={view === chosen.view} onPress={() => onChoose({ ...chosen, view })}>
            {t(`view.${view}`)} {counts && <i>{count(counts[view])}</i>}
          </Button>
        ))}
      </div>
    </header>
  );
}

function Filters({ chosen, onChoose }: Omit<Props, "open">) {
  const { stores } = useMe();
  const only = stores.length === 1 ? stores[0]!.id : chosen.store;
  const tags = useResource<StoreTag[]>(only ? `/stores/${only}/tags` : null).data;
  const narrowed = chosen.store !== null || chosen.tag !== null || chosen.state === "closed";
  return (
    <MenuTrigger>
      <Button className={narrowed ? "icon-btn on" : "icon-btn"} aria-label={t("inbox.filters")}><ListFilter className="i" aria-hidden /></Button>
      <Popover className="float" placement="bottom end">
        <Menu aria-label={t("inbox.filters")}>
          <MenuSection selectionMode="single" selectedKeys={[chosen.store ?? "every"]} onSelectionChange={(keys) => { const key = String([...keys][0] ?? "every"); onChoose({ ...chosen, store: key === "every" ? null : key, tag: null }); }}>
            <Header className="part">{t("inbox.stores")}</Header>
            <MenuItem id="every">{t("inbox.every_store")}</MenuItem>
            {stores.map((store) => <MenuItem key={store.id} id={store.id} textValue={store.name}><StoreName store={store} /></MenuItem>)}
          </MenuSection>
          {tags && tags.length > 0 && <MenuSection selectionMode="single" selectedKeys={[chosen.tag ?? "any"]} onSelectionChange={(keys) => { const key = String([...keys][0] ?? "any"); onChoose({ ...chosen, store: only, tag: key === "any" ? null : key }); }}>
            <Header className="part">{t("tags.title")}</Header>
            <MenuItem id="any">{t("tags.any")}</MenuItem>
            {tags.map((tag) => <MenuItem key={tag.id} id={tag.id} textValue={tag.name}><span className="grow cut" dir="auto">{tag.name}</span><span className="meta num">{count(tag.count)}</span></MenuItem>)}
          </MenuSection>}
          <Separator />
          <MenuSection selectionMode="single" selectedKeys={[chosen.state]} onSelectionChange={(keys) => onChoose({ ...chosen, state: [...keys][0] === "closed" ? "closed" : "open" })}>
            <Header className="part">{t("inbox.state")}</Header>
            <MenuItem id="open">{t("inbox.open")}</MenuItem>
            <MenuItem id="closed">{t("inbox.closed")}</MenuItem>
          </MenuSection>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

function NothingHere({ chosen, onChoose, counts }: Omit<Props, "open"> & { counts: Inbox["counts"] }) {
  const drawing = <Coffee className="i" aria-hidden />;
  if (chosen.state === "closed") return <Empty small drawing={drawing} line={t("inbox.empty_closed")} />;
  if (chosen.view === "mine" && counts.unassigned > 0)
    return <Empty small drawing={drawing} line={t("inbox.empty_mine", { n: counts.unassigned })}><Do onPress={() => onChoose({ ...chosen, view: "unassigned" })}>{t("inbox.show_unassigned")}</Do></Empty>;
  return <Empty small drawing={drawing} line={t(chosen.view === "all" ? "inbox.empty_all" : "inbox.empty")} />;
}

function More({ load }: { load: () => Promise<void> }) {
  const [busy, setBusy] = useState(false);
  const press = () => {
    setBusy(true);
    void load().catch((error: unknown) => toast(words(error))).finally(() => setBusy(false));
  };
  return <div className="more"><Do small isPending={busy} onPress={press}>{t("inbox.more")}</Do></div>;
}

function ListBones() {
  return (
    <div className="bones" aria-busy="true" style={{ gap: 0 }}>
      <span className="sr">{t("state.loading")}</span>
      {[58, 72, 44, 66, 52].map((width) => (
        <div className="bone-row" key={width}><span className="bone" style={{ inlineSize: `${width}%` }} /><span className="bone" style={{ inlineSize: `${width + 20}%` }} /><span className="bone" style={{ inlineSize: "38%" }} /></div>
      ))}
    </div>
  );
}
