/** Proof before an order is shown: number and contact, or six digits; afterwards one quiet line. */
import { useState } from "preact/hooks";
import type { Words } from "../../../i18n/en.ts";
import type { CodeCard, ProofCard, ProvedCard } from "../../../protocol.ts";
import { put } from "../../words.ts";
import { Icon } from "../icons.tsx";
import { Field } from "../parts.tsx";
import { useSending } from "./form.ts";

export function Proof({ card, words }: { card: ProofCard; words: Words }) {
  const [number, setNumber] = useState(card.number ?? "");
  const [contact, setContact] = useState("");
  const [wrong, setWrong] = useState("");
  const { pending, refused, send } = useSending("prove");
  const submit = (event: Event) => {
    event.preventDefault();
    const isFull = number.trim() && contact.trim();
    setWrong(isFull ? "" : words.need_both);
    if (isFull) send({ type: "prove", number: number.trim(), contact: contact.trim() });
  };
  return (
    <form class="card stack" onSubmit={submit} noValidate>
      <Field label={words.order_number}>
        <input class="input num" inputMode="numeric" autoComplete="off" dir="ltr" value={number} disabled={pending} onInput={(e) => setNumber(e.currentTarget.value)} />
      </Field>
      <Field label={words.contact} error={wrong || refused}>
        <input class="input" type="text" inputMode="email" autoComplete="email" autoCapitalize="off" dir="ltr" value={contact} disabled={pending} onInput={(e) => setContact(e.currentTarget.value)} />
      </Field>
      <button type="submit" class="btn primary wide" disabled={pending}>
        {pending ? words.checking : words.show_order}
      </button>
      <p class="left">
        <Icon name="lock" small />
        {words.proof_why}
      </p>
    </form>
  );
}

export function Code({ card, words }: { card: CodeCard; words: Words }) {
  const [code, setCode] = useState("");
  const [wrong, setWrong] = useState("");
  const checking = useSending("code");
  const sending = useSending("send_code");
  const submit = (event: Event) => {
    event.preventDefault();
    const isFull = code.length === 6;
    setWrong(isFull ? "" : words.code_short);
    if (isFull) checking.send({ type: "code", code });
  };
  return (
    <form class="card stack" onSubmit={submit} noValidate>
      <p class="second">{put(words.code_sent, { to: card.sent_to })}</p>
      <Field label={words.code} error={wrong || checking.refused || sending.refused}>
        <input
          class="input num digits"
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={6}
          dir="ltr"
          value={code}
          disabled={checking.pending}
          onInput={(e) => setCode((e.currentTarget.value = latin(e.currentTarget.value).slice(0, 6)))}
        />
      </Field>
      <button type="submit" class="btn primary wide" disabled={checking.pending}>
        {checking.pending ? words.checking : words.code_check}
      </button>
      <button type="button" class="link" disabled={sending.pending} onClick={() => sending.send({ type: "send_code", order: card.order ?? null })}>
        {words.code_again}
      </button>
    </form>
  );
}

/** Keep the digits, whichever script they were typed in (an Arabic keyboard has its own). */
const latin = (text: string): string =>
  text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 15)).replace(/\D/g, "");

export const Proved = ({ card }: { card: ProvedCard }) => (
  <p class="checked">
    <Icon name="shield" small />
    <span>{card.text}</span>
  </p>
);
