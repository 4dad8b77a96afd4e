import { useEffect, useState } from "react";
import { t } from "../i18n";
import { useConnected } from "../live/socket";

const patience = 5_000; // ms; a short break is nobody's business

/** Says when nothing new can arrive, and what happens about it. */
export function Connection() {
  const connected = useConnected();
  const [lost, setLost] = useState(false);
  useEffect(() => {
    if (connected) return setLost(false);
    const waiting = setTimeout(() => setLost(true), patience);
    return () => clearTimeout(waiting);
  }, [connected]);
  return lost ? <div className="banner" role="status">{t("state.lost")}</div> : null;
}
