import { lazy, Suspense, useState } from "react";
import type { Me } from "../api/shapes";
import { t } from "../i18n";
import { InboxPage } from "../inbox/InboxPage";
import { connect } from "../live/socket";
import { rememberCsrf } from "../api/client";
import { AdminMenu } from "../shopify/AdminMenu";
import { embedded } from "../shopify/bridge";
import { Bones } from "../ui/States";
import { Connection } from "./Connection";
import { Notices } from "./Notices";
import { Rail } from "./Rail";
import { usePlace } from "./router";
import { MeProvider } from "./session";

const ConnectPage = lazy(() => import("../settings/woocommerce/ConnectPage").then((module) => ({ default: module.ConnectPage })));
const SettingsPage = lazy(() => import("../settings/SettingsPage").then((module) => ({ default: module.SettingsPage })));

/** Frame of the signed-in console: the rail, and the page of the place we are at. */
export function Shell({ me }: { me: Me }) {
  useState(() => {
    rememberCsrf(me.csrf);
    connect();
  });
  const place = usePlace();
  const connecting = place.startsWith("/connect/woocommerce");
  const inSettings = connecting || place.startsWith("/settings");
  const deep = /^\/(inbox|settings)\/./.test(place);
  return (
    <MeProvider value={me}>
      {embedded && <AdminMenu />}
      <div className={deep ? "frame deep" : "frame"}>
        <div className="notices"><Notices notices={me.notices} inSettings={inSettings} /><Connection /></div>
        <Rail me={me} at={inSettings ? "settings" : "inbox"} />
        <div className="page" aria-label={inSettings ? t("settings.title") : t("inbox.title")}>
          {inSettings ? <Suspense fallback={<div className="pad"><Bones /></div>}>{connecting ? <main className="set-main"><ConnectPage /></main> : <SettingsPage place={place} />}</Suspense> : <InboxPage open={place.match(/^\/inbox\/([^/]+)/)?.[1] ?? null} />}
        </div>
      </div>
    </MeProvider>
  );
}
