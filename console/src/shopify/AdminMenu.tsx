import { createElement } from "react";
import { t } from "../i18n";
import { href } from "../shell/router";

/** The app's own lines in the menu of Shopify's admin; App Bridge takes them from here, on the page they are hidden. */
export function AdminMenu() {
  const line = (path: string, name: string) => createElement("s-link", { key: path, href: href(path) }, name);
  return createElement("s-app-nav", null, line("/inbox", t("inbox.title")), line("/settings", t("settings.title")));
}
