import { useState } from "react";
import { Refused } from "../api/client";
import type { Me } from "../api/shapes";
import { t } from "../i18n";
import { embedded } from "../shopify/bridge";
import { changeMe, useMe } from "../shell/session";
import { Do } from "../ui/Buttons";
import { Pick, TextInput } from "../ui/Fields";
import { Trouble } from "../ui/States";
import { toast } from "../ui/toasts";
import { useForm } from "./form";
import { SettingsTop } from "./SettingsTop";

/** One's own name, password, language and looks. */
export function AccountPage() {
  const { agent } = useMe();
  const form = useForm({ name: agent.name, locale: agent.locale, theme: agent.theme }, changeMe);
  const themes = (["system", "light", "dark"] as const).map((id) => ({ id, name: t(`theme.${id}`) }));
  return (
    <>
      <SettingsTop title={t("settings.account")} form={form} />
      <div className="set-body one">
        <section>
          <h3>{t("account.you")}</h3>
          <p className="meta">{agent.email && `${agent.email}${t("list.comma")}`}{t(`role.${agent.role}`)}</p>
          <div className="f2">
            <TextInput label={t("account.name")} hint={t("link.name_hint")} value={form.value.name} onChange={(name) => form.set({ name })} wrong={form.wrong.name} />
            <Pick<Me["agent"]["locale"]> label={t("account.language")} value={form.value.locale} onChange={(locale) => form.set({ locale })} options={[{ id: "en", name: "English", lang: "en" }, { id: "zh", name: "中文", lang: "zh" }]} />
            <Pick<Me["agent"]["theme"]> label={t("account.theme")} value={form.value.theme} onChange={(theme) => form.set({ theme })} options={themes} />
          </div>
        </section>
        {agent.email && !embedded && <Password />}
      </div>
    </>
  );
}

function Password() {
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Refused | null>(null);
  const change = async () => {
    setBusy(true);
    setError(null);
    try {
      await changeMe({ password: { current, new: next } });
      setCurrent("");
      setNext("");
      toast(t("done.password"));
    } catch (refused) {
      setError(refused as Refused);
    } finally {
      setBusy(false);
    }
  };
  return (
    <section>
      <h3>{t("account.password")}</h3>
      <form onSubmit={(event) => { event.preventDefault(); void change(); }}>
        {error && !Object.keys(error.fields).length && <div className="gap"><Trouble error={error} /></div>}
        <div className="f2">
          <TextInput label={t("account.current")} type="password" autoComplete="current-password" value={current} onChange={setCurrent} wrong={error?.fields["password.current"]} />
          <TextInput label={t("account.new")} type="password" autoComplete="new-password" hint={t("link.password_hint", { n: 10 })} value={next} onChange={setNext} wrong={error?.fields["password.new"]} />
        </div>
        <div className="gap"><Do type="submit" isPending={busy} isDisabled={!current || next.length < 10}>{t("account.change")}</Do></div>
      </form>
    </section>
  );
}
