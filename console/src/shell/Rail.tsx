import { Inbox, LogOut, Monitor, Moon, SlidersHorizontal, Sun, UserRound } from "lucide-react";
import { Button, Header, Menu, MenuItem, MenuSection, MenuTrigger, Popover, Separator } from "react-aria-components";
import { words } from "../api/client";
import type { Me, MePatch } from "../api/shapes";
import { t } from "../i18n";
import { embedded } from "../shopify/bridge";
import { ParleyMark, initials } from "../ui/Marks";
import { toast } from "../ui/toasts";
import { go, href } from "./router";
import { changeMe, signOut } from "./session";

const attempt = (patch: MePatch) => void changeMe(patch).catch((error: unknown) => toast(words(error)));

/** The way between the parts of the console. */
export function Rail({ me, at }: { me: Me; at: "inbox" | "settings" }) {
  return (
    <nav className="rail" aria-label={t("rail.main")}>
      <a className="logo" href={href("/")} aria-label="Parley"><ParleyMark /></a>
      <a className={at === "inbox" ? "icon-btn on" : "icon-btn"} href={href("/inbox")} aria-label={t("inbox.title")} title={t("inbox.title")} aria-current={at === "inbox" ? "page" : undefined}><Inbox className="i" aria-hidden /></a>
      <a className={at === "settings" ? "icon-btn on" : "icon-btn"} href={href("/settings")} title={t("settings.title")} aria-current={at === "settings" ? "page" : undefined}><SlidersHorizontal className="i" aria-hidden /><span className="sr">{t("settings.title")}</span>{me.notices.length > 0 && <span className="dot"><span className="sr">{t("rail.notices")}</span></span>}</a>
      <OwnMenu me={me} />
    </nav>
  );
}

const themes = [["system", Monitor], ["light", Sun], ["dark", Moon]] as const;

function OwnMenu({ me }: { me: Me }) {
  const { agent } = me;
  const availability = agent.available ? t("rail.available") : t("rail.away");
  return (
    <MenuTrigger>
      <Button className="icon-btn end" aria-label={t("rail.own_menu", { name: agent.name, availability })}>
        <span className={agent.available ? "avatar on" : "avatar"} aria-hidden>{initials(agent.name)}</span>
      </Button>
      <Popover className="float" placement="end bottom">
        <Menu aria-label={agent.name}>
          <MenuSection>
            <Header className="part">{agent.name}, {availability}</Header>
            <MenuItem onAction={() => attempt({ available: !agent.available })}>{agent.available ? t("rail.go_away") : t("rail.come_back")}</MenuItem>
            <MenuItem onAction={() => go("/settings/account")}><UserRound className="i i-16" aria-hidden />{t("settings.account")}</MenuItem>
          </MenuSection>
          <Separator />
          <MenuSection selectionMode="single" selectedKeys={[agent.theme]} onSelectionChange={(keys) => attempt({ theme: [...keys][0] as Me["agent"]["theme"] })}>
            {themes.map(([id, Icon]) => <MenuItem key={id} id={id}><Icon className="i i-16" aria-hidden />{t(`theme.${id}`)}</MenuItem>)}
          </MenuSection>
          <Separator />
          <MenuSection selectionMode="single" selectedKeys={[agent.locale]} onSelectionChange={(keys) => attempt({ locale: [...keys][0] as Me["agent"]["locale"] })}>
            <MenuItem id="en"><span lang="en">English</span></MenuItem>
            <MenuItem id="zh"><span lang="zh">中文</span></MenuItem>
          </MenuSection>
          {!embedded && <Separator />}
          {!embedded && <MenuItem onAction={() => void signOut().catch((error: unknown) => toast(words(error)))}><LogOut className="i i-16 flip" aria-hidden />{t("rail.sign_out")}</MenuItem>}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
