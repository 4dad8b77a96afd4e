import { useEffect, useRef, useState } from "react";
import { api, Refused } from "../../api/client";
import { outdated, useResource } from "../../api/resource";
import type { ConnectionState, StoreState } from "../../api/shapes";
import { t } from "../../i18n";
import { href } from "../../shell/router";
import { Do } from "../../ui/Buttons";
import { Bones, Loaded, Trouble } from "../../ui/States";
import { SettingsTop } from "../SettingsTop";
import { ConnectStore } from "./ConnectStore";
import { handOver, helloWaits, rememberHello } from "./hello";

const EVERY = 1_500; // ms between two looks

/** Where the plugin's Connect leads, and where the store's own page leads back. */
export function ConnectPage() {
  const [asked] = useState(() => new URLSearchParams(location.search));
  const [connected, setConnected] = useState<string | null>(null);
  const connection = asked.get("connection");
  useEffect(() => rememberHello(asked.get("hello")), [asked]);
  return (
    <>
      <SettingsTop title={t("woo.title")} back="/settings/stores" />
      <div className="set-body one">
        <section>
          {connected ? <Done store={connected} /> : connection && asked.get("success") !== "0" ? (
            <Waiting connection={connection} onConnected={setConnected} />
          ) : (
            <div className="stack">
              {asked.get("success") === "0" && <div className="cost wait"><p>{t("woo.denied")}</p></div>}
              <Known address={asked.get("address")} connection={connection} onConnected={setConnected} />
            </div>
          )}
        </section>
      </div>
    </>
  );
}

/** A store that is here and well needs no keys: only its plugin may still want to be told. */
function Known({ address, connection, onConnected }: { address: string | null; connection: string | null; onConnected: (store: string) => void }) {
  const stores = useResource<StoreState[]>("/stores");
  const begun = useResource<ConnectionState>(connection && `/connections/woocommerce/${connection}`);
  if (connection && !begun.data && !begun.error) return <Bones lines={3} />;
  return (
    <Loaded from={stores}>{(all) => {
      const wanted = address ?? begun.data?.address ?? "";
      const same = all.find((store) => store.platform === "woocommerce" && store.state !== "failing" && bare(store.address) === bare(wanted));
      if (same && wanted) return <AlreadyHere store={same} onConnected={onConnected} />;
      return <ConnectStore address={wanted} onConnected={onConnected} />;
    }}</Loaded>
  );
}

function bare(address: string): string {
  return address.replace(/^https?:\/\//, "").replace(/\/+$/, "").toLowerCase();
}

function AlreadyHere({ store, onConnected }: { store: StoreState; onConnected: (store: string) => void }) {
  return (
    <div className="stack">
      <p>{t("woo.already", { name: store.name })}</p>
      <div className="row">{helloWaits() ? <Do look="primary" onPress={() => onConnected(store.id)}>{t("woo.link_plugin")}</Do> : <a className="btn primary" href={href("/settings/stores")}>{t("settings.stores")}</a>}</div>
    </div>
  );
}

/** The store has handed its keys over; they are being proved. */
function Waiting({ connection, onConnected }: { connection: string; onConnected: (store: string) => void }) {
  const [state, setState] = useState<ConnectionState | null>(null);
  const [error, setError] = useState<Refused | null>(null);
  const settled = state?.state === "done" || state?.state === "failed";
  useEffect(() => {
    if (settled || error) return;
    const look = () => void api<ConnectionState>("GET", `/connections/woocommerce/${connection}`).then(setState, (refused: Refused) => setError(refused));
    const timer = setTimeout(look, state ? EVERY : 0);
    return () => clearTimeout(timer);
  }, [state, error, settled, connection]);
  useEffect(() => {
    if (state?.state === "done" && state.store) onConnected(state.store);
  }, [state]);
  if (error) return <Trouble error={error} retry={() => setError(null)} />;
  if (state?.state === "failed") return (
    <div className="stack">
      <div className="cost wait" role="alert"><p>{state.problem}</p></div>
      <ConnectStore address={state.address} onConnected={onConnected} />
    </div>
  );
  return <div className="stack" role="status"><p>{t("woo.proving", { name: state?.name ?? t("woo.store") })}</p><Bones lines={2} /></div>;
}

/** Connected; the plugin that sent us here is told, while its code lasts. */
function Done({ store }: { store: string }) {
  const [plugin, setPlugin] = useState<"asking" | "told" | "none" | Refused>("asking");
  const once = useRef(false);
  useEffect(() => {
    if (once.current) return;
    once.current = true;
    outdated("/stores");
    outdated("/me");
    void handOver(store).then((told) => setPlugin(told ? "told" : "none"), (refused: Refused) => setPlugin(refused));
  }, [store]);
  return (
    <div className="stack" role="status">
      <h3>{t("woo.done")}</h3>
      <p>{t("woo.done_line")}</p>
      {plugin === "told" && <p>{t("woo.plugin_told")}</p>}
      {plugin instanceof Refused && <Trouble error={plugin} />}
      {plugin === "none" && <p>{t("woo.plugin_next")}</p>}
      <div className="row"><a className="btn primary" href={href("/settings/stores")}>{t("settings.stores")}</a></div>
    </div>
  );
}
