import { Ban, ChevronDown, FileText, MapPin, StickyNote, Undo2 } from "lucide-react";
import { lazy, Suspense, useRef, useState, type ComponentType } from "react";
import { Button, Menu, MenuItem, MenuTrigger, Popover, Text } from "react-aria-components";
import type { OrderFacts } from "../../api/shapes";
import { t } from "../../i18n";
import type { DialogProps, Kind } from "./ActionDialog";

/** Each dialog is loaded when it is first wanted: most conversations never need one. */
const dialogs: Record<Kind, ComponentType<DialogProps>> = {
  cancel: lazy(() => import("./CancelDialog").then((all) => ({ default: all.CancelDialog }))),
  refund: lazy(() => import("./RefundDialog").then((all) => ({ default: all.RefundDialog }))),
  address: lazy(() => import("./AddressDialog").then((all) => ({ default: all.AddressDialog }))),
  invoice: lazy(() => import("./NoteDialog").then((all) => ({ default: all.InvoiceDialog }))),
  note: lazy(() => import("./NoteDialog").then((all) => ({ default: all.NoteDialog }))),
};
const icons = { cancel: Ban, refund: Undo2, address: MapPin, invoice: FileText, note: StickyNote };

/** What can be done to an order in the store; what cannot says why. Nothing where nothing is switched on. */
export function ActionMenu({ order, conversation }: { order: OrderFacts; conversation: string }) {
  const [open, setOpen] = useState<Kind | null>(null);
  const trigger = useRef<HTMLButtonElement>(null);
  const { choices } = order.can;
  if (choices.length === 0) return null;
  const Open = open && dialogs[open];
  const close = () => {
    setOpen(null);
    trigger.current?.focus();
  };
  return (
    <>
      <MenuTrigger>
        <Button ref={trigger} className="btn small">{t("action.menu")}<ChevronDown className="i i-16" aria-hidden /></Button>
        <Popover className="float" placement="bottom start">
          <Menu aria-label={t("action.menu_of", { number: order.number })} disabledKeys={choices.filter((one) => one.why).map((one) => one.kind)} onAction={(key) => setOpen(key as Kind)}>
            {choices.map(({ kind, why }) => {
              const Icon = icons[kind];
              return (
                <MenuItem key={kind} id={kind} textValue={t(`action.item_${kind}`)}>
                  <Icon className="i i-16" aria-hidden />
                  <span className="grow"><Text slot="label">{t(`action.item_${kind}`)}</Text>{why && <Text slot="description" className="why">{why}</Text>}</span>
                </MenuItem>
              );
            })}
          </Menu>
        </Popover>
      </MenuTrigger>
      {Open && <Suspense><Open order={order} conversation={conversation} onClose={close} /></Suspense>}
    </>
  );
}
