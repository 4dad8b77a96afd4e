import { t } from "../i18n";
import { day } from "../i18n/format";
import { useNow } from "../ui/clock";
import { due, type Saying } from "./due";

function said(saying: Saying, at: string): string {
  if (saying.say === "day") return day(at);
  if (saying.say === "tomorrow") return t("due.tomorrow");
  const { say, ...values } = saying;
  return t(`due.${say}`, values);
}

/** When the answer is due: the loudest thing of a row. */
export function DuePill({ at, waiting }: { at: string; waiting: "us" | "shopper" }) {
  const { loudness, saying } = due(new Date(at), useNow(), waiting);
  const style = loudness === "plain" ? "due" : `due ${loudness}`;
  return <span className={style}>{said(saying, at)}<span className="sr"> {t("due.meaning")}</span></span>;
}
