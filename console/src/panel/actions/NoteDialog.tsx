import { useState } from "react";
import { t } from "../../i18n";
import { TextInput, Tick } from "../../ui/Fields";
import { ActionDialog, type DialogProps } from "./ActionDialog";

/** Write a note to the order in the store. */
export function NoteDialog(props: DialogProps) {
  const [text, setText] = useState("");
  const [told, setTold] = useState(false);
  return (
    <ActionDialog
      {...props}
      kind="note"
      title={t("note.title", { number: props.order.number })}
      verb={t("note.do")}
      body={text.trim() ? { text, tell_shopper: told } : null}
      happens={[t("note.happens"), t(told ? "note.mailed" : "note.inside")]}
    >
      <TextInput label={t("note.text")} area rows={4} value={text} onChange={setText} maxLength={5000} autoFocus isRequired />
      <Tick selected={told} onChange={setTold}>{t("note.tell")}</Tick>
    </ActionDialog>
  );
}

/** Have the store mail the invoice again. */
export function InvoiceDialog(props: DialogProps) {
  return (
    <ActionDialog
      {...props}
      kind="invoice"
      title={t("invoice.title", { number: props.order.number })}
      verb={t("invoice.do")}
      body={{}}
      happens={[t("invoice.happens", { email: props.order.can.email ?? "" })]}
    />
  );
}
