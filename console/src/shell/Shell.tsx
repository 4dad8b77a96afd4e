import { useState } from "react";
import type { Me } from "../api/draft";
import { t } from "../i18n";
import { InboxPage } from "../inbox/InboxPage";
import { connect } from "../live/socket";
import { rememberCsrf } from "../api/client";
import { SettingsPage } from "../settings/SettingsPage";
import { Notices } from "./Notices";
import { Rail } from "./Rail";
import { usePlace } from "./router";
import { MeProvider } from "./session";

/** Frame of the signed-in console: the rail, and the page of the place we are at. */
export function Shell({ me }: { me: Me }) {
  useState(() => {
    rememberCsrf(me.csrf);
    connect();
  });
  const place = usePlace();
  const inSettings = place.startsWith("/settings");
  const deep = /^\/(inbox|settings)\/./.test(place);
  return (
    <MeProvider value={me}>
      <div className={deep ? "frame deep" : "frame"}>
        <Notices notices={me.notices} />
        <Rail me={me} at={inSettings ? "settings" : "inbox"} />
        <div className="page" aria-label={inSettings ? t("settings.title") : t("inbox.title")}>
          {inSettings ? <SettingsPage place={place} /> : <InboxPage open={place.match(/^\/inbox\/([^/]+)/)?.[1] ?? null} />}
        </div>
      </div>
    </MeProvider>
  );
}
