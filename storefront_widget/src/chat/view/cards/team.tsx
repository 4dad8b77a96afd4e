/** Out of hours: a message to the team, and what became of it; who has the conversation. */
import { useState } from "preact/hooks";
import type { Words } from "../../../i18n/en.ts";
import type { HandoverCard, OfflineCard, RequestCard } from "../../../protocol.ts";
import { put } from "../../words.ts";
import { Icon } from "../icons.tsx";
import { Field } from "../parts.tsx";
import { useSending } from "./form.ts";

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/;

const Pair = ({ name, value }: { name: string; value: string | null | undefined }) =>
  value ? (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  ) : null;

export function Offline({ card, asked, words }: { card: OfflineCard; asked: string; words: Words }) {
  const [email, setEmail] = useState("");
  const [text, setText] = useState(card.request ?? asked);
  const [wrong, setWrong] = useState("");
  const { pending, refused, send } = useSending("offline");
  const submit = (event: Event) => {
    event.preventDefault();
    const missing = !text.trim() ? words.need_request : !EMAIL.test(email.trim()) ? words.need_email : "";
    setWrong(missing);
    if (!missing) send({ type: "offline", email: email.trim(), text: text.trim() });
  };
  return (
    <form class="card stack" onSubmit={submit} noValidate>
      <h2>{words.team}</h2>
      <Field label={words.your_request}>
        <textarea class="input area" rows={2} dir="auto" maxLength={2000} value={text} disabled={pending} onInput={(e) => setText(e.currentTarget.value)} />
      </Field>
      {(card.known || card.reference) && (
        <dl class="pairs">
          <Pair name={words.they_see} value={card.known} />
          <Pair name={words.reference} value={card.reference} />
        </dl>
      )}
      <Field label={words.answer_to} error={wrong || refused}>
        <input class="input" type="email" autoComplete="email" dir="ltr" value={email} disabled={pending} onInput={(e) => setEmail(e.currentTarget.value)} />
      </Field>
      <button type="submit" class="btn primary wide" disabled={pending}>
        {pending ? words.sending : words.send_team}
      </button>
      {card.answer_by && (
        <p class="left">
          <Icon name="clock" small />
          {put(words.answer_by, { time: card.answer_by })}
        </p>
      )}
    </form>
  );
}

export const Request = ({ card, words }: { card: RequestCard; words: Words }) => (
  <article class="card stack">
    <h2>{words.team}</h2>
    <dl class="pairs">
      <Pair name={words.your_request} value={card.text} />
      <Pair name={words.they_see} value={card.known} />
      <Pair name={words.reference} value={card.reference} />
    </dl>
    {card.email && <p class="second">{put(words.answer_goes, { email: card.email })}</p>}
    {card.answer_by && (
      <p class="left">
        <Icon name="clock" small />
        {put(words.answer_by, { time: card.answer_by })}
      </p>
    )}
  </article>
);

export const Handover = ({ card }: { card: HandoverCard }) => (
  <p class="quiet" role="status">
    <Icon name={card.state === "returned" ? "bot" : "user"} small />
    {card.text}
  </p>
);
