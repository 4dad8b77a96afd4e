import { useState } from "react";
import { t } from "../../i18n";
import { money } from "../../i18n/format";
import { Pick, Tick } from "../../ui/Fields";
import { ActionDialog, shopperTold, type DialogProps } from "./ActionDialog";

const reasons = ["customer", "inventory", "fraud", "other"] as const;

/** Call an order off: with its money or without, its things back on the shelf or not. */
export function CancelDialog(props: DialogProps) {
  const { left } = props.order.can;
  const paid = Number(left.amount) > 0;
  const [refund, setRefund] = useState(paid);
  const [restock, setRestock] = useState(true);
  const [reason, setReason] = useState<(typeof reasons)[number]>("customer");
  const amount = money(left);
  return (
    <ActionDialog
      {...props}
      kind="cancel"
      danger
      title={t("cancel.title", { number: props.order.number })}
      verb={t("cancel.do")}
      amount={refund ? left : null}
      body={{ refund, restock, reason }}
      happens={[
        t("cancel.happens"),
        paid ? t(refund ? "refund.happens" : "cancel.keeps_money", { amount }) : t("cancel.nothing_paid"),
        restock ? t("refund.restocks") : null,
        shopperTold(props.order),
      ]}
    >
      <Pick label={t("cancel.reason")} value={reason} options={reasons.map((id) => ({ id, name: t(`cancel.reason_${id}`) }))} onChange={setReason} />
      {paid && <Tick selected={refund} onChange={setRefund}>{t("cancel.refund", { amount })}</Tick>}
      <Tick selected={restock} onChange={setRestock}>{t("refund.restock")}</Tick>
    </ActionDialog>
  );
}
