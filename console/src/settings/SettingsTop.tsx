import { ArrowLeft, ChevronDown } from "lucide-react";
import { useEffect, type ReactNode } from "react";
import { Button, Menu, MenuItem, MenuTrigger, Popover } from "react-aria-components";
import type { StoreBrief } from "../api/shapes";
import { t } from "../i18n";
import { href } from "../shell/router";
import { useMe } from "../shell/session";
import { Do } from "../ui/Buttons";
import { StoreName } from "../ui/Marks";
import { Trouble } from "../ui/States";
import type { Form } from "./form";
import { chooseStore } from "./store";

interface Props { title: string; back?: string; store?: StoreBrief; form?: Form<object>; children?: ReactNode }

/** Head of a settings page: what, for which store, whether it is saved. */
export function SettingsTop({ title, back, store, form, children }: Props) {
  useEffect(() => {
    document.title = `${title} · Parley`;
  }, [title]);
  return (
    <>
      <header className="set-top">
        <a className={back ? "icon-btn" : "icon-btn only-phone"} href={href(back ?? "/settings")} aria-label={t("do.back")}><ArrowLeft className="i flip" aria-hidden /></a>
        <h2 className="cut">{title}</h2>
        {store && <StorePill store={store} fixed={Boolean(back)} />}
        <span className="grow" />
        {form && <Saving form={form} />}
        {children && form && <span className="parting" />}
        {children}
      </header>
      {form?.leaving && <Leaving form={form} />}
      {form?.error && <div className="pad"><Trouble error={form.error} retry={() => void form.save()} /></div>}
    </>
  );
}

function Saving({ form }: { form: Form<object> }) {
  return (
    <>
      {form.dirty && <><span className="meta" role="status">{t("form.changed")}</span><Do look="ghost" onPress={form.discard}>{t("form.discard")}</Do></>}
      <Do look="primary" isDisabled={!form.savable} isPending={form.busy} onPress={() => void form.save()}>{t("form.save")}</Do>
    </>
  );
}

function Leaving({ form }: { form: Form<object> }) {
  const goOn = (leave: (() => void) | null) => setTimeout(() => leave?.()); // after the guard is gone
  return (
    <div className="leave" role="alert">
      <span className="grow">{t("form.leaving")}</span>
      <Do small look="ghost" onPress={form.stay}>{t("form.stay")}</Do>
      <Do small onPress={() => { const leave = form.leaving; form.discard(); goOn(leave); }}>{t("form.discard_leave")}</Do>
      <Do small look="primary" isPending={form.busy} onPress={() => { const leave = form.leaving; void form.save().then((saved) => saved && goOn(leave)); }}>{t("form.save_leave")}</Do>
    </div>
  );
}

function StorePill({ store, fixed }: { store: StoreBrief; fixed: boolean }) {
  const { stores } = useMe();
  if (fixed || stores.length < 2) return <span className="pill"><StoreName store={store} /></span>;
  return (
    <MenuTrigger>
      <Button className="pill" aria-label={t("settings.store", { name: store.name })}><StoreName store={store} /><ChevronDown className="i i-16" aria-hidden /></Button>
      <Popover className="float" placement="bottom start">
        <Menu aria-label={t("inbox.stores")} selectionMode="single" selectedKeys={[store.id]} onSelectionChange={(keys) => chooseStore(String([...keys][0] ?? store.id))}>
          {stores.map((one) => <MenuItem key={one.id} id={one.id} textValue={one.name}><StoreName store={one} /></MenuItem>)}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
