import type { Notice } from "../api/shapes";
import { t } from "../i18n";

/** What the workspace should know, above everything, one line each. */
export function Notices({ notices }: { notices: Notice[] }) {
  const first = notices.find((notice) => notice.tone === "breach") ?? notices[0];
  if (!first) return null;
  return (
    <div className={first.tone === "breach" ? "banner breach" : "banner"} role="status">
      <span className="grow">{first.message}</span>
      {first.link && <a className="link" href={first.link}>{t("do.show_me")}</a>}
    </div>
  );
}
