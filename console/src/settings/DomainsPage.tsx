import { Trash2 } from "lucide-react";
import { useState } from "react";
import { api, words } from "../api/client";
import type { Domains, StoreState } from "../api/shapes";
import { keep, useResource } from "../api/resource";
import { t } from "../i18n";
import { ago } from "../i18n/format";
import { Do, IconButton } from "../ui/Buttons";
import { TextInput } from "../ui/Fields";
import { CopyLine } from "../ui/Marks";
import { Loaded } from "../ui/States";
import { toast } from "../ui/toasts";
import { hostOf } from "./hosts";
import type { SectionProps } from "./SettingsPage";
import { SettingsTop } from "./SettingsTop";

/** Where the widget may run: exact hosts, nothing else. */
export function DomainsPage({ store }: SectionProps) {
  const path = `/stores/${store.id}/domains`;
  const domains = useResource<Domains>(path);
  const snippet = useResource<StoreState[]>("/stores").data?.find((one) => one.id === store.id)?.snippet;
  const put = async (hosts: string[], said: string, undo?: string[]) => {
    try {
      keep(path, await api<Domains>("PUT", path, { hosts }));
      toast(said, undo && (() => void put(undo, t("done.undone"))));
      return true;
    } catch (error) {
      toast(words(error));
      return false;
    }
  };
  return (
    <>
      <SettingsTop title={t("settings.domains")} store={store} />
      <Loaded from={domains}>{(known) => {
        const hosts = known.domains.map((domain) => domain.host);
        return (
          <div className="set-body one">
            <section>
              <h3>{t("domains.allowed")}</h3>
              <p className="meta">{t("domains.line")}</p>
              <ul className="lines">
                {known.domains.map((domain) => (
                  <li key={domain.host}>
                    <span className="what"><b className="code">{domain.host}</b><span className="meta">{domain.seen_at ? t("domains.seen", { ago: ago(domain.seen_at) }) : t("domains.unseen")}{domain.from_platform && `${t("list.comma")}${t("domains.own")}`}</span></span>
                    {domain.seen_at && <span className="pill done">{t("domains.verified")}</span>}
                    {!domain.from_platform && <IconButton name={t("domains.remove", { host: domain.host })} onPress={() => void put(hosts.filter((host) => host !== domain.host), t("domains.removed", { host: domain.host }), hosts)}><Trash2 className="i i-16" aria-hidden /></IconButton>}
                  </li>
                ))}
              </ul>
              <AddHost known={hosts} add={(host) => put([...hosts, host], t("domains.added", { host }), hosts)} />
            </section>
            {snippet && <section><h3>{t("domains.verify")}</h3><p className="meta">{t("domains.verify_line")}</p><CopyLine text={snippet} /></section>}
          </div>
        );
      }}</Loaded>
    </>
  );
}

function AddHost({ known, add }: { known: string[]; add: (host: string) => Promise<boolean> }) {
  const [typed, setTyped] = useState("");
  const [tried, setTried] = useState(false);
  const host = hostOf(typed);
  const wrong = !tried ? undefined : host === null ? t("domains.no_host") : known.includes(host) ? t("domains.known") : undefined;
  const submit = () => {
    setTried(true);
    if (host === null || known.includes(host)) return;
    void add(host).then((added) => { if (added) { setTyped(""); setTried(false); } });
  };
  return (
    <form className="row gap" style={{ alignItems: "flex-end" }} onSubmit={(event) => { event.preventDefault(); submit(); }}>
      <div className="grow"><TextInput label={t("domains.add")} placeholder="www.example.com" value={typed} onChange={(value) => { setTyped(value); setTried(false); }} wrong={wrong} /></div>
      <Do type="submit" isDisabled={!typed.trim()}>{t("domains.add_do")}</Do>
    </form>
  );
}
