import { Plus, Zap } from "lucide-react";
import { Menu, MenuItem, MenuTrigger, Popover } from "react-aria-components";
import { api, words } from "../../api/client";
import type { Campaign, Trigger } from "../../api/shapes";
import { change, useResource } from "../../api/resource";
import { t } from "../../i18n";
import { count } from "../../i18n/format";
import { go, href } from "../../shell/router";
import { Do } from "../../ui/Buttons";
import { Toggle } from "../../ui/Fields";
import { Empty, Loaded } from "../../ui/States";
import { toast } from "../../ui/toasts";
import type { SectionProps } from "../SettingsPage";
import { SettingsTop } from "../SettingsTop";
import { fresh, kinds } from "./defaults";
import { TriggerEditor } from "./TriggerEditor";

/** When the widget speaks first. */
export function TriggersPage({ store, id }: SectionProps) {
  const path = `/stores/${store.id}/triggers`;
  const triggers = useResource<Trigger[]>(path);
  const campaigns = useResource<Campaign[]>(`/stores/${store.id}/campaigns`);
  if (id && triggers.data && campaigns.data) {
    const trigger = triggers.data.find((one) => one.id === id);
    const kind = kinds.find((one) => id === `new-${one}`);
    if (trigger) return <TriggerEditor key={id} store={store} trigger={trigger} campaigns={campaigns.data} />;
    if (kind) return <TriggerEditor key={id} store={store} trigger={{ ...fresh(kind, store.locales), id: "", week: { fired: 0, taken: 0, at_most: null } }} campaigns={campaigns.data} />;
  }
  const setLive = (trigger: Trigger, live: boolean, undoing = false) => {
    const { week: _, id: own, ...draft } = trigger;
    void api<Trigger>("PUT", `${path}/${own}`, { ...draft, live }).then((saved) => {
      change<Trigger[]>(path, (all) => all.map((one) => (one.id === own ? saved : one)));
      toast(t(live ? "trigger.now_live" : "trigger.now_off", { name: trigger.name }), undoing ? undefined : () => setLive(saved, !live, true));
    }, (error: unknown) => toast(words(error)));
  };
  return (
    <>
      <SettingsTop title={t("settings.triggers")} store={store}>{triggers.data && triggers.data.length > 0 && <NewTrigger />}</SettingsTop>
      <Loaded from={triggers}>{(all) => all.length === 0 ? (
        <Empty drawing={<Zap className="i" aria-hidden />} line={t("trigger.empty")}><NewTrigger primary /></Empty>
      ) : (
        <div className="set-body one">
          <ul className="lines">
            {all.map((trigger) => (
              <li key={trigger.id}>
                <a className="what" href={href(`/settings/triggers/${trigger.id}`)}><b>{trigger.name}</b><span className="meta">{t(`trigger.kind_${trigger.kind}`)}{t("list.comma")}{t("trigger.week", { n: trigger.week.fired, fired: count(trigger.week.fired), taken: count(trigger.week.taken) })}</span></a>
                <Toggle selected={trigger.live} onChange={(live) => setLive(trigger, live)}>{t("trigger.live")}</Toggle>
              </li>
            ))}
          </ul>
        </div>
      )}</Loaded>
    </>
  );
}

function NewTrigger({ primary }: { primary?: boolean }) {
  return (
    <MenuTrigger>
      <Do look={primary ? "primary" : undefined} icon={<Plus className="i i-16" aria-hidden />}>{t("trigger.new")}</Do>
      <Popover className="float" placement="bottom end">
        <Menu aria-label={t("trigger.new")}>{kinds.map((kind) => <MenuItem key={kind} onAction={() => go(`/settings/triggers/new-${kind}`)}>{t(`trigger.kind_${kind}`)}</MenuItem>)}</Menu>
      </Popover>
    </MenuTrigger>
  );
}
