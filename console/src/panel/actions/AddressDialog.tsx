import { useState } from "react";
import { t } from "../../i18n";
import { TextInput } from "../../ui/Fields";
import { ActionDialog, shopperTold, type DialogProps } from "./ActionDialog";

const fields = ["name", "line1", "line2", "postcode", "city", "region", "country", "phone"] as const;
const needed = new Set<string>(["name", "line1", "city", "country"]);

/** Send an order elsewhere. */
export function AddressDialog(props: DialogProps) {
  const known = props.order.can.shipping;
  const [address, setAddress] = useState<Record<string, string>>(() => Object.fromEntries(fields.map((field) => [field, known[field] ?? ""])));
  const country = (address.country ?? "").trim().toUpperCase();
  const complete = [...needed].every((field) => address[field]?.trim()) && /^[A-Z]{2}$/.test(country);
  const changed = fields.some((field) => (known[field] ?? "") !== address[field]);
  const plain = Object.fromEntries(fields.map((field) => [field, address[field]?.trim() || null]));
  return (
    <ActionDialog
      {...props}
      kind="address"
      title={t("address.title", { number: props.order.number })}
      verb={t("address.do")}
      body={complete && changed ? { address: { ...plain, country } } : null}
      happens={[t("address.happens"), shopperTold(props.order)]}
    >
      <div className="fields2">
        {fields.map((field) => (
          <TextInput key={field} label={t(`address.${field}`)} value={address[field] ?? ""} isRequired={needed.has(field)} maxLength={field === "country" ? 2 : 200} autoFocus={field === "name"} dir={field === "phone" ? "ltr" : undefined} onChange={(text) => setAddress({ ...address, [field]: text })} />
        ))}
      </div>
    </ActionDialog>
  );
}
