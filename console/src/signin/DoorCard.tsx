import { useEffect, type ReactNode } from "react";
import { speak, t, useLocale } from "../i18n";
import { Segments } from "../ui/Fields";
import { ParleyMark } from "../ui/Marks";

/** The one card of every page in front of the door. */
export function DoorCard({ title, line, children }: { title: string; line: string; children: ReactNode }) {
  const locale = useLocale();
  useEffect(() => {
    document.title = `${title} · Parley`;
  }, [title]);
  return (
    <main className="door">
      <div className="door-card">
        <div className="foot">
          <span className="logo"><ParleyMark /></span>
          <Segments label={t("account.language")} value={locale} onChange={speak} options={[{ id: "en", name: "English" }, { id: "zh", name: "中文" }]} />
        </div>
        <div><h1>{title}</h1><p>{line}</p></div>
        {children}
      </div>
    </main>
  );
}
