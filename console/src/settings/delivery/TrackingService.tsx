import { useState } from "react";
import { api, words } from "../../api/client";
import { keep, useResource } from "../../api/resource";
import type { TrackingSettings } from "../../api/shapes";
import { t } from "../../i18n";
import { Do } from "../../ui/Buttons";
import { Segments, TextInput, Toggle } from "../../ui/Fields";
import { CopyLine } from "../../ui/Marks";
import { Loaded } from "../../ui/States";
import { toast } from "../../ui/toasts";

type Service = TrackingSettings["service"];

/** Who is asked where parcels are, for stores whose platform does not tell: a section of the delivery page. */
export function TrackingService({ store }: { store: { id: string } }) {
  const path = `/stores/${store.id}/tracking`;
  const tracking = useResource<TrackingSettings>(path);
  return (
    <section>
      <h3>{t("tracking.title")}</h3>
      <Loaded from={tracking} lines={2}>{(known) => <Choose key={known.service} known={known} path={path} />}</Loaded>
    </section>
  );
}

function Choose({ known, path }: { known: TrackingSettings; path: string }) {
  const [service, setService] = useState<Service>(known.service);
  const [key, setKey] = useState("");
  const [secret, setSecret] = useState("");
  const [always, setAlways] = useState(known.always);
  const [busy, setBusy] = useState(false);
  const attempt = (what: Promise<unknown>, said: string) => {
    setBusy(true);
    void what.then(() => toast(said), (error: unknown) => toast(words(error))).finally(() => setBusy(false));
  };
  const save = async () => {
    keep(path, await api<TrackingSettings>("PUT", path, { service, always, key: key.trim(), webhook_secret: secret.trim() }));
    setKey("");
    setSecret("");
  };
  const chosen = service !== "none";
  const kept = known.has_key && service === known.service;
  const changed = service !== known.service || always !== known.always || key !== "" || secret !== "";
  return (
    <div className="stack">
      <p className="meta">{t(known.brings_events ? "tracking.line_brings" : "tracking.line")}</p>
      <div className="row"><Segments<Service> label={t("tracking.service")} value={service} onChange={setService} options={(["none", "17track", "aftership"] as const).map((id) => ({ id, name: t(`tracking.${id}`) }))} /></div>
      {!chosen && <p className="meta">{t("tracking.honest")}</p>}
      {chosen && (
        <>
          <TextInput label={t("tracking.key")} hint={kept ? t("tracking.key_kept") : undefined} type="password" autoComplete="off" dir="ltr" value={key} onChange={setKey} />
          {service === "aftership" && <TextInput label={t("tracking.secret")} hint={known.has_webhook_secret ? t("tracking.key_kept") : t("tracking.secret_where")} type="password" autoComplete="off" dir="ltr" value={secret} onChange={setSecret} />}
          <div className="field"><span className="label">{t("tracking.webhook")}</span><CopyLine text={known.webhook_addresses[service] ?? ""} /></div>
          {known.brings_events && <Toggle selected={always} onChange={setAlways}>{t("tracking.always")}</Toggle>}
          {known.service === service && <p className="meta">{t("tracking.counts", { under_way: known.under_way, waiting: known.waiting, refused: known.refused })}</p>}
        </>
      )}
      <div className="row gap">
        {chosen && <Do isDisabled={busy || (!key && !kept)} onPress={() => attempt(api("POST", `${path}/test`, { service, key: key.trim() }), t("tracking.tested"))}>{t("tracking.test")}</Do>}
        <Do look="primary" isPending={busy} isDisabled={!changed || (chosen && !key && !kept)} onPress={() => attempt(save(), t("done.saved"))}>{t("form.save")}</Do>
      </div>
    </div>
  );
}
