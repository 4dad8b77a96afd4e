import { useState } from "react";
import type { OrderFacts } from "../../api/shapes";
import { t } from "../../i18n";
import { money } from "../../i18n/format";
import { NumberInput, Segments, TextInput, Tick } from "../../ui/Fields";
import { ActionDialog, shopperTold, type DialogProps } from "./ActionDialog";
import { allPieces, typed, worth, type Pieces } from "./sums";

type How = "all" | "things" | "amount";

/** Give money back: all that is left, for some things, or an amount. */
export function RefundDialog(props: DialogProps) {
  const { order } = props;
  const [how, setHow] = useState<How>("all");
  const [chosen, setChosen] = useState<Pieces>({});
  const [text, setText] = useState("");
  const [restock, setRestock] = useState(true);
  const [note, setNote] = useState("");
  const pieces = how === "all" ? allPieces(order) : how === "things" ? chosen : {};
  const lines = Object.entries(pieces).filter(([, quantity]) => quantity > 0).map(([id, quantity]) => ({ id, quantity }));
  const amount = how === "all" ? order.can.left : how === "things" ? (lines.length ? worth(order, chosen) : null) : typed(text, order.can.left);
  const ready = amount !== null && Number(amount.amount) > 0;
  return (
    <ActionDialog
      {...props}
      kind="refund"
      title={t("refund.title", { number: order.number })}
      verb={ready ? t("refund.do", { amount: money(amount) }) : t("refund.do_bare")}
      amount={ready ? amount : null}
      body={ready ? { amount, lines, restock: restock && lines.length > 0, note } : null}
      happens={ready ? [t("refund.happens", { amount: money(amount) }), restock && lines.length > 0 ? t("refund.restocks") : null, shopperTold(props.order)] : [t("refund.left", { amount: money(order.can.left) })]}
    >
      <Segments<How> label={t("refund.how")} value={how} onChange={setHow} options={[{ id: "all", name: t("refund.all") }, { id: "things", name: t("refund.things") }, { id: "amount", name: t("refund.amount") }]} />
      {how === "things" && <Things order={order} chosen={chosen} onChange={setChosen} />}
      {how === "amount" && <TextInput label={t("refund.amount_label", { left: money(order.can.left) })} inputMode="decimal" value={text} onChange={setText} after={order.can.left.currency} autoFocus wrong={text && !ready ? t("refund.too_much", { left: money(order.can.left) }) : undefined} />}
      {how !== "amount" && <Tick selected={restock} onChange={setRestock}>{t("refund.restock")}</Tick>}
      <TextInput label={t("refund.note")} hint={t("refund.note_hint")} value={note} onChange={setNote} maxLength={500} />
    </ActionDialog>
  );
}

function Things({ order, chosen, onChange }: { order: OrderFacts; chosen: Pieces; onChange: (pieces: Pieces) => void }) {
  return order.can.lines.map((line) => (
    <NumberInput
      key={line.id}
      label={[line.title, line.variant].filter(Boolean).join(t("list.comma"))}
      hint={line.left > 0 ? t("refund.of", { n: line.left, price: money(line.price) }) : t("refund.none_left")}
      value={chosen[line.id] ?? 0}
      max={line.left}
      isDisabled={line.left === 0}
      onChange={(quantity) => onChange({ ...chosen, [line.id]: Math.floor(quantity ?? 0) })}
    />
  ));
}
