import { useState } from "react";
import { api, words } from "../../api/client";
import { keep, useResource } from "../../api/resource";
import type { PluginState } from "../../api/shapes";
import { t } from "../../i18n";
import { ago } from "../../i18n/format";
import { Do } from "../../ui/Buttons";
import { CopyLine } from "../../ui/Marks";
import { toast } from "../../ui/toasts";

/** The WordPress plugin of a store: the line that connects it, and when it was heard last. */
export function Plugin({ store }: { store: string }) {
  const path = `/stores/${store}/plugin`;
  const { data } = useResource<PluginState>(path);
  const [busy, setBusy] = useState(false);
  const make = () => {
    setBusy(true);
    void api<PluginState>("POST", path, { anew: false }).then((made) => keep(path, made), (error: unknown) => toast(words(error))).finally(() => setBusy(false));
  };
  if (!data) return null;
  return (
    <div className="field">
      <span className="label">{t("woo.plugin")}</span>
      {data.line ? <CopyLine text={data.line} /> : <div><Do small isPending={busy} onPress={make}>{t("woo.plugin_line")}</Do></div>}
      <span className="hint">{data.last_report_at ? t("woo.plugin_heard", { ago: ago(data.last_report_at) }) : t("woo.plugin_hint")}</span>
    </div>
  );
}
