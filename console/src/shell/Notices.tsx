import type { Notice } from "../api/shapes";
import { t } from "../i18n";

/** What the workspace should know, on one line above the page. In the inbox only what is broken: the rest can wait for settings. */
export function Notices({ notices, inSettings }: { notices: Notice[]; inSettings: boolean }) {
  const first = notices.find((notice) => notice.tone === "breach") ?? (inSettings ? notices[0] : undefined);
  if (!first) return null;
  return (
    <div className={first.tone === "breach" ? "banner breach" : "banner"} role="status">
      <span className="grow">{first.message}</span>
      {first.link && <a className="link" href={first.link}>{t("do.show_me")}</a>}
    </div>
  );
}
