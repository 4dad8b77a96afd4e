import type { ComponentType } from "react";
import type { StoreBrief } from "../api/shapes";
import { t, type Key } from "../i18n";
import { href } from "../shell/router";
import { useMe } from "../shell/session";
import { Empty } from "../ui/States";
import { AccountPage } from "./AccountPage";
import { ArticlesPage } from "./articles/ArticlesPage";
import { AssistantPage } from "./AssistantPage";
import { CouponsPage } from "./coupons/CouponsPage";
import { DeliveryPage } from "./delivery/DeliveryPage";
import { DomainsPage } from "./DomainsPage";
import { HoursPage } from "./hours/HoursPage";
import { InstallationPage } from "./installation/InstallationPage";
import { MailPage } from "./MailPage";
import { OrdersPage } from "./orders/OrdersPage";
import { PeoplePage } from "./PeoplePage";
import { PrivacyPage } from "./privacy/PrivacyPage";
import { StoresPage } from "./StoresPage";
import { useChosenStore } from "./store";
import { TagsPage } from "./TagsPage";
import { TriggersPage } from "./triggers/TriggersPage";
import { WidgetPage } from "./widget/WidgetPage";

/** `id` is what stands after the section: "new", an id, or nothing. */
export interface SectionProps { store: StoreBrief; id: string | null }
interface Section { name: Key; page: ComponentType<SectionProps>; ofStore: boolean }

const sections = {
  stores: { name: "settings.stores", page: StoresPage, ofStore: false },
  widget: { name: "settings.widget", page: WidgetPage, ofStore: true },
  triggers: { name: "settings.triggers", page: TriggersPage, ofStore: true },
  coupons: { name: "settings.coupons", page: CouponsPage, ofStore: true },
  orders: { name: "settings.orders", page: OrdersPage, ofStore: true },
  domains: { name: "settings.domains", page: DomainsPage, ofStore: true },
  assistant: { name: "settings.assistant", page: AssistantPage, ofStore: true },
  delivery: { name: "settings.delivery", page: DeliveryPage, ofStore: true },
  articles: { name: "settings.articles", page: ArticlesPage, ofStore: true },
  hours: { name: "settings.hours", page: HoursPage, ofStore: true },
  tags: { name: "settings.tags", page: TagsPage, ofStore: true },
  people: { name: "settings.people", page: PeoplePage, ofStore: false },
  mail: { name: "settings.mail", page: MailPage, ofStore: false },
  privacy: { name: "settings.privacy", page: PrivacyPage, ofStore: true },
  account: { name: "settings.account", page: AccountPage, ofStore: false },
  installation: { name: "settings.installation", page: InstallationPage, ofStore: false },
} satisfies Record<string, Section>;
type SectionId = keyof typeof sections;

const groups: { name: Key; of: SectionId[] }[] = [
  { name: "settings.group_shop", of: ["stores", "widget", "triggers", "coupons", "orders", "domains"] },
  { name: "settings.group_answers", of: ["assistant", "delivery", "articles"] },
  { name: "settings.group_team", of: ["hours", "tags", "people"] },
  { name: "settings.group_workspace", of: ["mail", "privacy", "account"] },
  { name: "settings.group_operator", of: ["installation"] },
];
const forAgents: SectionId[] = ["account"];
const forOperators: SectionId[] = ["installation"];

/** Settings: the list of them, and the one we are at. */
export function SettingsPage({ place }: { place: string }) {
  const [, , wanted, id] = place.split("/");
  const me = useMe();
  const store = useChosenStore();
  const allowed = (section: SectionId) => (forOperators.includes(section) ? me.operator : me.agent.role !== "agent" || forAgents.includes(section));
  const first: SectionId = me.agent.role === "agent" ? "account" : "stores";
  const at = wanted && wanted in sections && allowed(wanted as SectionId) ? (wanted as SectionId) : first;
  const { page: Page, ofStore } = sections[at] as Section;
  return (
    <div className={wanted ? "set deep" : "set"}>
      <nav className="set-nav" aria-label={t("settings.title")}>
        <h1>{t("settings.title")}</h1>
        {groups.map((group) => ({ ...group, of: group.of.filter(allowed) })).filter((group) => group.of.length).map((group) => (
          <div key={group.name}>
            <h2>{t(group.name)}</h2>
            {group.of.map((section) => <a key={section} href={href(`/settings/${section}`)} className={section === at ? "on" : ""} aria-current={section === at ? "page" : undefined}>{t(sections[section].name)}</a>)}
          </div>
        ))}
      </nav>
      <main className="set-main">
        {store || !ofStore ? <Page key={ofStore ? `${at} ${store?.id}` : at} store={store as StoreBrief} id={id ?? null} /> : <Empty line={t("settings.no_store")}><a className="btn primary" href={href("/settings/stores")}>{t("settings.to_stores")}</a></Empty>}
      </main>
    </div>
  );
}
